"""Asks the environment's Python, which has matplotlib, to draw the plots."""
import sys
from pathlib import Path

from .toolbox import quiet


def draw(tools, results):
    """Draws every section that has results; a failure is said and changes nothing else."""
    status, out = quiet([tools.python.path, Path(__file__).parent / "draw.py", results])
    if status:
        print(f"no plots: {out.strip()[-300:]}", file=sys.stderr)
