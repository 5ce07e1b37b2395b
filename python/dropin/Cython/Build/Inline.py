from cyrus._inline import inline as cython_inline

__all__ = ["cython_inline"]
