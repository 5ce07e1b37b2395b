"""Cyrus in Cython's place: the names that builds import, answered by the `cyrus` program."""
from .Shadow import *  # noqa: F401,F403
from .Shadow import __version__  # noqa: F401


def load_ipython_extension(shell):
    """`%load_ext Cython`: the notebook magic `%%cython`."""
    from cyrus._magic import load_ipython_extension as load

    load(shell)
