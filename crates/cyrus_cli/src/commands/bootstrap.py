"""Run a script with modules that were compiled into a cache: SCRIPT [ARGUMENT ...]"""


def _prepare(file):
    import importlib.machinery as machinery
    import importlib.util as util
    import os
    import sys

    own = os.path.dirname(os.path.abspath(file))
    with open(os.path.join(own, "modules.txt"), encoding="utf-8") as rows:
        built = dict(row.rstrip("\n").split("=", 1) for row in rows)

    class Finder:
        """Finds compiled modules by their full names, before any source of the same name."""

        @staticmethod
        def find_spec(name, path=None, target=None):
            file = built.get(name)
            if file is None or name == "__main__":
                return None
            loader = machinery.ExtensionFileLoader(name, file)
            return util.spec_from_file_location(name, file, loader=loader)

    sys.meta_path.insert(0, Finder)
    del sys.argv[0]
    script = os.path.abspath(sys.argv[0])
    sys.path[0] = os.path.dirname(script)
    show = sys.excepthook

    def without_this_file(kind, error, trace):
        while trace is not None and trace.tb_frame.f_code.co_filename in (file, "<frozen importlib._bootstrap_external>",
                                                                          "<frozen importlib._bootstrap>"):
            trace = trace.tb_next
        show(kind, error.with_traceback(trace), trace)

    sys.excepthook = without_this_file
    if "__main__" in built:
        loader = machinery.ExtensionFileLoader("__main__", built["__main__"])
        spec = util.spec_from_file_location("__main__", built["__main__"], loader=loader)
        module = util.module_from_spec(spec)
        module.__file__ = script
        sys.modules["__main__"] = module
        return lambda: loader.exec_module(module)
    with open(script, "rb") as source:
        code = compile(source.read(), script, "exec")
    space = vars(sys.modules["__main__"])
    names = {"__name__": "__main__", "__file__": script, "__builtins__": space["__builtins__"], "__doc__": None,
             "__package__": None, "__spec__": None, "__loader__": None}
    space.clear()
    space.update(names)
    return lambda: exec(code, space)


_prepare(__file__)()
