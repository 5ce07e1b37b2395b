from cyrus._magic import load_ipython_extension

__all__ = ["load_ipython_extension"]
