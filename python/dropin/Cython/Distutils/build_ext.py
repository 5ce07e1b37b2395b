from cyrus._build_ext import build_ext, new_build_ext

__all__ = ["build_ext", "new_build_ext"]
