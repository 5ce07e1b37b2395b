"""What the module `cython` is where a source is run by Python instead of being compiled."""


def _stand_in():
    import sys

    from Cython import Shadow

    # `cython.cimports`, `cython.parallel` and the like are attributes of that module
    own = sys.modules[__name__]
    Shadow.__path__ = []
    sys.modules[__name__] = Shadow
    return own


if __name__ == "__main__":
    import sys

    from Cython.Compiler.Main import main

    sys.exit(main(command_line=1))
else:
    _stand_in()
