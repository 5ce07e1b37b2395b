"""Compile modules when they are imported: the interface of Cython's package of this name."""
from .pyximport import install, uninstall

__all__ = ["install", "uninstall"]
