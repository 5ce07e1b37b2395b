"""The `cyrus` program: where it is, and how it is asked."""
import json
import os
import subprocess
import sys
import sysconfig

_NAME = "cyrus" + (sysconfig.get_config_var("EXE") or "")


def find_program():
    """The path of the `cyrus` program that belongs to this package.

    Raises FileNotFoundError where there is none.
    """
    package = os.path.dirname(os.path.abspath(__file__))
    user = sysconfig.get_preferred_scheme("user") if sys.version_info >= (3, 10) else f"{os.name}_user"
    scripts = os.path.basename(sysconfig.get_path("scripts"))
    folders = [
        # what `cyrus dropin` writes
        os.path.join(package, "bin"),
        sysconfig.get_path("scripts"),
        sysconfig.get_path("scripts", scheme=user),
    ]
    # `pip install --target FOLDER` puts programs beside packages; the environments in which pip builds are laid out like
    # others, and Python does not know of them
    above = package
    for _ in range(4):
        above = os.path.dirname(above)
        folders.append(os.path.join(above, scripts))
    for folder in folders:
        path = os.path.join(folder, _NAME)
        if os.path.isfile(path):
            return path
    raise FileNotFoundError(f"there is no program {_NAME!r} in any of {folders}")


def environment():
    """The variables for a call: modules are built for the interpreter that asks."""
    variables = dict(os.environ)
    variables["CYRUS_PYTHON"] = sys.executable
    return variables


def run(words, **options):
    """Run the program with these words; what `subprocess.run` returns."""
    return subprocess.run([find_program(), *words], env=environment(), **options)


def ask(command, request):
    """Hand a request to one of the program's commands for packages; its answer.

    What the program writes to standard error goes there. Raises RuntimeError if it does not answer.
    """
    sys.stdout.flush()
    text = json.dumps(request)
    answer = run([command], input=text.encode(), stdout=subprocess.PIPE)
    try:
        return json.loads(answer.stdout)
    except ValueError:
        raise RuntimeError(f"`cyrus {command}` failed with status {answer.returncode}") from None


def translate(modules, jobs=0):
    """Translate sources to C: a list of answers, in the order of the modules.

    A module is a dictionary with `path` and, if wanted, `name`, `stem` or `output`, `annotate`, `depfile`, `force` and
    `options`.
    """
    request = {"modules": modules, "jobs": jobs, "python_path": [path or "." for path in sys.path]}
    return ask("translate", request)


def listing(path, answer, options):
    """Keep the messages of a translation beside its source, if the options of `cythonize` ask for that."""
    if options.get("use_listing_file") or options.get("create_listing"):
        with open(os.path.splitext(path)[0] + ".lis", "w", encoding="utf-8") as file:
            file.write(answer["messages"])


def make(modules, destination=None, jobs=0, force=False, keep_c=False, annotate=False, options=None, settings=None,
         project=None):
    """Build extension modules: a list of answers, in the order of the modules.

    A module is a dictionary with `path` and, if wanted, `name`. They go beside their sources, or into the folder
    `destination`. `settings` are those of a `# distutils:` comment, for all of them. `project` is a folder: what its
    pyproject.toml says holds, too.
    """
    request = {"modules": modules, "destination": destination, "jobs": jobs, "force": force, "keep_c": keep_c,
               "annotate": annotate, "options": options or {}, "settings": settings or {},
               "project": project}
    return ask("make", request)
