from ..Shadow import __version__ as version

__all__ = ["version"]
