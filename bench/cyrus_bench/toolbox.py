"""Where the tools come from and how they are called: interpreters, the private environment with the pinned peers, the
C compiler, Cython and Cyrus. Everything built lands below the user's cache folder, keyed by content.
"""
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from .measure import Failed

BENCH = Path(__file__).resolve().parent.parent
ROOT = BENCH.parent
CYTHON = "3.3.1"
PACKAGES = [f"cython=={CYTHON}", "numpy==2.4.6", "numba==0.68.1", "matplotlib==3.11.2"]  # for CPython 3.11 and later
# What a build tool on Linux passes, less the debug information: -O2 or -O3 is added by each benchmark.
CFLAGS = ["-fPIC", "-fwrapv", "-fno-strict-aliasing", "-DNDEBUG", "-w"]
LAYOUT = """
import json, sys, sysconfig
try:
    import numpy
    numpy = [numpy.__version__, numpy.get_include()]
except ImportError:
    numpy = None
print(json.dumps({"include": sysconfig.get_paths()["include"], "suffix": sysconfig.get_config_var("EXT_SUFFIX"),
    "stdlib": sysconfig.get_paths()["stdlib"], "version": sys.version.split()[0], "numpy": numpy}))
"""


def cache_folder():
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(base) / "cyrus" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def text_of(*parts):
    sha = hashlib.sha256()
    for part in parts:
        sha.update(part if isinstance(part, bytes) else str(part).encode())
        sha.update(b"\0")
    return sha.hexdigest()[:20]


def quiet(command, **more):
    """Runs a command; (status, what it printed)."""
    try:
        done = subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, errors="replace", **more)
    except OSError as error:
        return 127, str(error)
    except subprocess.TimeoutExpired:
        return 124, "timed out"
    return done.returncode, done.stdout


def first_error(text):
    """The line of a tool's output that says most, without the folders of this machine."""
    for folder in (f"{cache_folder()}/", f"{ROOT}/", f"{Path.home()}/"):
        text = text.replace(folder, "")
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for line in lines:
        if re.match(r"\S+:\d+:\d+: (?!note)", line):
            return line[:200]
    for word in ("panicked", "error[", "error:", "Error", "error"):
        for line in lines:
            if word in line:
                return line[:200]
    return lines[-1][:200] if lines else "no output"


class Python:
    """An interpreter and what is needed to build for it."""

    def __init__(self, path):
        self.path = str(path)
        status, out = quiet([path, "-c", LAYOUT])
        if status:
            raise Failed(f"{path} does not run: {first_error(out)}")
        found = json.loads(out)
        self.include, self.suffix, self.stdlib = found["include"], found["suffix"], found["stdlib"]
        self.version, self.numpy = found["version"], found["numpy"]
        self.tag = ".".join(self.version.split(".")[:2])


class Toolbox:
    """The tools of one run. `cyrus` is None where no binary is found."""

    def __init__(self, cyrus=None, compiler=None, quick=False, say=print):
        self.say, self.quick = say, quick
        self.cache = cache_folder()
        self.work = self.cache / "work"
        self.work.mkdir(exist_ok=True)
        self.cc = compiler or os.environ.get("CC") or next((c for c in ("gcc", "cc", "clang") if shutil.which(c)), "cc")
        self.given = bool(cyrus)
        found = Path(cyrus) if cyrus else ROOT / "target" / "release" / "cyrus"
        self.cyrus = found.resolve() if found.is_file() else None
        self.cyrus_id = text_of(self.cyrus.read_bytes()) if self.cyrus else "missing"
        self.launcher = self.compile_launcher()
        self.python = self.environment(self.base())
        # as in an active environment: it says where NumPy's declarations are
        os.environ["PATH"] = f"{Path(self.python.path).parent}{os.pathsep}{os.environ['PATH']}"

    # ---- environments

    @staticmethod
    def base():
        """The interpreter of the environment: this one, or a later one where this is too old for the pinned peers."""
        if sys.version_info >= (3, 11):
            return sys.executable
        found = next(filter(None, (shutil.which(f"python3.{minor}") for minor in (11, 12, 13))), None)
        if not found:
            raise Failed("the peers need CPython 3.11 or later")
        return found

    def environment(self, base):
        """A virtual environment with the pinned peers, for the given interpreter; made on first use."""
        plain = Python(base)
        folder = self.cache / f"venv-{plain.version}"
        python, stamp = folder / "bin" / "python", folder / "packages.txt"
        wanted = "\n".join(PACKAGES)
        if not (stamp.is_file() and stamp.read_text() == wanted and python.exists()):
            self.say(f"making an environment for CPython {plain.version}: {', '.join(PACKAGES)}")
            for command in ([base, "-m", "venv", "--clear", folder],
                            [python, "-m", "pip", "install", "-q", "--only-binary", ":all:", *PACKAGES]):
                status, out = quiet(command)
                if status:
                    raise Failed(f"cannot make an environment: {first_error(out)}")
            stamp.write_text(wanted)
        return Python(python)

    def interpreters(self, wanted):
        """One interpreter for each version such as "3.13": this one, pyenv's, or python3.13 on PATH."""
        rows = []
        for tag in wanted:
            if self.python.tag == tag:
                rows.append(self.python)
                continue
            pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
            found = sorted(pyenv.glob(f"{tag}.*/bin/python"))
            path = found[-1] if found else shutil.which(f"python{tag}")
            if not path:
                self.say(f"CPython {tag} is not installed: left out")
                continue
            rows.append(Python(path))
        return rows

    @property
    def compilers(self):
        """The compilers that programs are built with; a quick run checks Cyrus only, against what needs no Cython."""
        return ["Cyrus"] if self.quick else ["Cython", "Cyrus"]

    @property
    def cython(self):
        return Path(self.python.path).parent / "cython"

    # ---- measuring whole processes

    def compile_launcher(self):
        source = Path(__file__).parent / "launch.c"
        target = self.cache / f"launch-{text_of(source.read_bytes())}"
        if not target.exists():
            status, out = quiet([self.cc, "-O2", "-o", target, source])
            if status:
                raise Failed(f"the C compiler does not work: {first_error(out)}")
        return target

    def launch(self, command, cwd=None):
        """Runs a command; {"wall", "cpu" (seconds), "memory" (megabytes)}. Raises `Failed` where it fails."""
        report = self.work / "launch.txt"
        report.unlink(missing_ok=True)
        status, out = quiet([self.launcher, report, *command], cwd=cwd, timeout=600)
        if status or not report.is_file():
            raise Failed(first_error(out))
        wall, user, system, peak, status = report.read_text().split()
        if status != "0":
            raise Failed(first_error(out))
        return {"wall": float(wall), "cpu": float(user) + float(system), "memory": int(peak) / 1024}

    # ---- the two compilers

    def translator(self, compiler, source, target, module=None, directives=()):
        """The command that translates `source` to C."""
        if compiler == "cyrus":
            if not self.cyrus:
                raise Failed("no cyrus binary: cargo build --release -p cyrus_cli")
            command = [self.cyrus, "cython"]
        else:
            command = [self.python.path, self.cython]
        command += ["-3", "-o", target, "--module-name", module or Path(source).stem]
        for directive in directives:
            command += ["-X", directive]
        return command + [source]

    def translate(self, compiler, source, module=None, directives=()):
        """The C file of a source; kept from run to run. Raises `Failed` where the compiler refuses it."""
        source = Path(source)
        module = module or source.stem
        tool = self.cyrus_id if compiler == "cyrus" else CYTHON
        key = text_of(tool, source.read_bytes(), module, *directives)
        folder = self.work / compiler / key
        target = folder / f"{module}.c"
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            partial = folder / "partial.c"
            partial.unlink(missing_ok=True)
            copy = folder / f"{module}{source.suffix}"
            shutil.copyfile(source, copy)
            command = self.translator(compiler, copy.name, partial.name, module, directives)
            status, out = quiet(command, cwd=folder, timeout=600)
            if status or not partial.exists():
                raise Failed(f"refused: {first_error(out)}")
            partial.rename(target)
        return target

    def c_command(self, c_file, target, python, optimize="-O2", extra=()):
        include = ["-I", python.include] + (["-I", python.numpy[1]] if python.numpy else [])
        return [self.cc, *CFLAGS, optimize, *extra, *include, "-c", c_file, "-o", target]

    def compile(self, c_file, module, python, optimize="-O2", extra=()):
        """The extension module of a C file for an interpreter; kept from run to run."""
        key = text_of(Path(c_file).read_bytes(), python.version, python.include, optimize, *extra, *CFLAGS, self.cc)
        folder = self.work / "so" / key
        target = folder / f"{module}{python.suffix}"
        if not target.exists():
            folder.mkdir(parents=True, exist_ok=True)
            partial = folder / "partial.o"
            status, out = quiet(self.c_command(c_file, partial, python, optimize, extra), timeout=600)
            if status == 0:
                status, out = quiet([self.cc, "-shared", "-o", folder / "partial.so", partial, "-lm"])
            if status:
                raise Failed(f"C compiler: {first_error(out)}")
            (folder / "partial.so").rename(target)
        return target

    def build(self, compiler, source, python, optimize="-O2", directives=(), module=None):
        """Source to extension module by one of the two compilers."""
        module = module or Path(source).stem
        c_file = self.translate(compiler, source, module, directives)
        return self.compile(c_file, module, python, optimize)

    # ---- timing calls

    def time(self, python, path, name, statement, digest=None, data=None, setup="", samples=5, seconds=0.02):
        """One sample: {"seconds" a call, "digest"}, from a fresh process of the interpreter."""
        job = {"variants": [{"path": str(path), "name": name, "setup": setup}], "statement": statement, "digest": digest,
               "data": str(data) if data else None, "samples": samples, "seconds": seconds}
        return self._work(python, job)[0]

    def compare(self, python, variants, job):
        """One sample of each variant, side by side in one fresh process of the interpreter: {variant: (seconds, digest)}.

        `variants` is {variant: (path, module's name, setup)}, `job` the rest of what worker.py asks for. Where one keeps the
        process from its end, each runs alone, and the value of those that fail is the `Failed`.
        """
        rows = [{"path": str(path), "name": name, "setup": setup} for path, name, setup in variants.values()]
        try:
            answers = self._work(python, {**job, "variants": rows})
        except Failed as error:
            if len(variants) == 1:
                return {variant: error for variant in variants}
            alone = {}
            for variant, row in variants.items():
                alone.update(self.compare(python, {variant: row}, job))
            return alone
        return {variant: (answer["seconds"], answer["digest"]) for variant, answer in zip(variants, answers)}

    def _work(self, python, job):
        if self.quick:
            job = {**job, "samples": 1, "seconds": 0.0005}
        environment = {**os.environ, "PYTHONHASHSEED": "0", "OMP_NUM_THREADS": "1",
                       "NUMBA_CACHE_DIR": str(self.work / "numba")}
        worker = Path(__file__).parent / "worker.py"
        try:
            done = subprocess.run([python.path, worker], input=json.dumps(job), capture_output=True, text=True,
                                  env=environment, timeout=600)
        except subprocess.TimeoutExpired:
            raise Failed("ran for more than ten minutes") from None
        if done.returncode:
            if done.returncode < 0:
                raise Failed(f"crashed with signal {-done.returncode}")
            raise Failed(f"raised: {first_error((done.stderr.strip() or '?').splitlines()[-1])}")
        return json.loads(done.stdout)

    # ---- what is printed at the top

    def versions(self):
        def first(command):
            status, out = quiet(command)
            return out.strip().splitlines()[0] if status == 0 and out.strip() else "missing"
        model = platform.processor() or platform.machine()
        try:
            for line in Path("/proc/cpuinfo").read_text().splitlines():
                if line.startswith("model name"):
                    model = line.split(":", 1)[1].strip()
                    break
        except OSError:
            pass
        status, commit = quiet(["git", "-C", ROOT, "rev-parse", "--short", "HEAD"])
        if self.given or status:
            commit = f"binary {self.cyrus_id[:8]}"
        return {"processor": f"{model}, {os.cpu_count()} cores", "system": f"{platform.system()} {platform.machine()}",
                "C compiler": first([self.cc, "--version"]), "C flags": " ".join(CFLAGS),
                "Python": self.python.version, "Cython": CYTHON,
                "Cyrus": f"{first([self.cyrus, '--version'])}, {commit.strip()}" if self.cyrus else "missing", "packages": ", ".join(PACKAGES[1:])}


def pin():
    """Puts this process and its children on one core, the last one; the number, or None where that is impossible."""
    if not hasattr(os, "sched_setaffinity"):
        return None
    core = max(os.sched_getaffinity(0))
    try:
        os.sched_setaffinity(0, {core})
    except OSError:
        return None
    return core
