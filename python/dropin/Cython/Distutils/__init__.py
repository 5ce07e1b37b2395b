from .build_ext import build_ext
from .extension import Extension

__all__ = ["Extension", "build_ext"]
