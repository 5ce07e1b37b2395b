"""A build backend (PEP 517, PEP 660): `build-backend = "cyrus.build"` in pyproject.toml.

The package lies in `src/` or beside pyproject.toml. Every `.pyx` file in it becomes an extension module; `[tool.cyrus]`
may say more (the program reads it, for `cyrus build`, too):

    compile = ["pkg/fast.py"]      patterns of .py files to compile, too; below the folder of the packages
    exclude = ["pkg/old*.pyx"]     patterns of files to leave out
    language = "c++"
    numpy = true                   NumPy's headers
    include-dirs, libraries, library-dirs, runtime-library-dirs, extra-compile-args, extra-link-args, extra-objects,
    sources, depends, define-macros = [...]
    directives = {boundscheck = false}
"""
import base64
import glob
import hashlib
import io
import os
import re
import sys
import sysconfig
import tarfile
import tempfile
import zipfile

from . import _program

__all__ = ["build_editable", "build_sdist", "build_wheel", "get_requires_for_build_editable",
           "get_requires_for_build_sdist", "get_requires_for_build_wheel", "prepare_metadata_for_build_wheel"]

class ProjectError(Exception):
    """What is wrong with a project; the text names the file."""


def get_requires_for_build_wheel(config_settings=None):
    return ["numpy"] if Project().said["numpy"] else []


def get_requires_for_build_sdist(config_settings=None):
    return []


get_requires_for_build_editable = get_requires_for_build_wheel


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    return _prepare(Project(), metadata_directory)


def prepare_metadata_for_build_editable(metadata_directory, config_settings=None):
    return _prepare(Project(editable=True), metadata_directory)


def _prepare(project, metadata_directory):
    for name, content in project.metadata_files(project.tag()).items():
        path = os.path.join(metadata_directory, project.info, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as file:
            file.write(content)
    return project.info


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    """Write a wheel into a folder; its file name."""
    project = Project()
    with tempfile.TemporaryDirectory(prefix="cyrus-wheel-") as folder:
        files = dict(project.python_files())
        files.update(project.make(folder))
        return project.write_wheel(wheel_directory, {name: _bytes(path) for name, path in files.items()})


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    """Write a wheel that finds the sources where they are, and compiles modules when they change."""
    project = Project(editable=True)
    hook = "__editable___" + project.file_name
    text = (f"from cyrus._hook import Project\nimport sys\n"
            f"sys.meta_path.insert(0, Project({os.getcwd()!r}, {project.root!r}, {project.module_paths()!r}))\n")
    files = {hook + ".py": text.encode(), hook + ".pth": f"{project.root}\nimport {hook}\n".encode()}
    # errors show up now, not at the first import
    with tempfile.TemporaryDirectory(prefix="cyrus-editable-") as folder:
        project.make(folder)
    return project.write_wheel(wheel_directory, files)


def build_sdist(sdist_directory, config_settings=None):
    """Write a source archive into a folder; its file name."""
    project = Project()
    top = f"{project.file_name}-{project.version}"
    name = top + ".tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        metadata = project.metadata().encode()
        row = tarfile.TarInfo(f"{top}/PKG-INFO")
        row.size = len(metadata)
        archive.addfile(row, io.BytesIO(metadata))
        for path in project.source_files():
            archive.add(path, f"{top}/{path}", recursive=False)
    return name


class Project:
    """The project of the current folder."""

    def __init__(self, editable=False):
        self.editable = editable
        if not os.path.isfile("pyproject.toml"):
            raise ProjectError(f"there is no pyproject.toml in {os.getcwd()}")
        self.said = _program.ask("project", {})
        if self.said["messages"]:
            raise ProjectError(self.said["messages"])
        project = self.said["project"]
        for key in ("name", "version"):
            if not isinstance(project.get(key), str):
                raise ProjectError(f"pyproject.toml: [project] has no `{key}`")
        self.project = project
        self.version = project["version"]
        self.file_name = re.sub(r"[-_.]+", "_", project["name"]).lower()
        self.info = f"{self.file_name}-{self.version}.dist-info"
        self.root = os.path.normpath(self.said["root"])

    # ------ files

    def packages(self):
        """The folders that are packages, below the root."""
        for row in sorted(os.listdir(self.root)):
            if os.path.isfile(os.path.join(self.root, row, "__init__.py")) and row not in ("tests", "test"):
                yield row

    def files(self):
        """All files of the packages, and modules beside them: paths below the root."""
        for package in self.packages():
            for folder, folders, names in os.walk(os.path.join(self.root, package)):
                folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
                for name in sorted(names):
                    yield os.path.relpath(os.path.join(folder, name), self.root)
        for name in sorted(os.listdir(self.root)):
            own = name.endswith(".py") and self.root != os.path.abspath(".") or name == self.file_name + ".py"
            if own or name.endswith((".pyx", ".pxd")):
                yield name

    def module_paths(self):
        """The modules to compile: name, path below the root."""
        return {name: os.path.relpath(path, self.root) for name, path in self.said["modules"]}

    def python_files(self):
        """What a wheel holds beside the compiled modules: name in the wheel, path."""
        compiled = set(self.module_paths().values())
        skipped = (".pyx", ".c", ".cpp", ".o", ".pyc", sysconfig.get_config_var("EXT_SUFFIX") or ".so")
        for path in self.files():
            if path not in compiled and not path.endswith(skipped):
                yield path.replace(os.sep, "/"), os.path.join(self.root, path)

    def source_files(self):
        """What a source archive holds: paths below the project's folder."""
        found = {"pyproject.toml"}
        for name in os.listdir("."):
            if os.path.isfile(name) and name.upper().startswith(("README", "LICENSE", "LICENCE", "CHANGELOG", "NOTICE")):
                found.add(name)
        suffix = sysconfig.get_config_var("EXT_SUFFIX") or ".so"
        for path in self.files():
            if not path.endswith((suffix, ".pyc")):
                found.add(os.path.relpath(os.path.join(self.root, path)))
        found.update(self.license_files())
        patterns = ["tests/**/*.*", "test/**/*.*"]
        for need in self.said["needs"]:
            patterns.append(os.path.join(need, "**", "*.*") if os.path.isdir(need) else need)
        for pattern in patterns:
            paths = glob.glob(pattern, recursive=True)
            found.update(path for path in paths if not os.path.isabs(path) and "__pycache__" not in path)
        return sorted(path for path in found if os.path.isfile(path))

    # ------ compiling

    def make(self, folder):
        """Compile all modules into a folder: name in the wheel, path. What fails is said, and is a ProjectError."""
        requests = [{"path": path, "name": name} for name, path in self.said["modules"]]
        if not requests:
            return {}
        answers = _program.make(requests, destination=folder, options=self.said["options"],
                                settings=self.said["settings"])
        for answer in answers:
            if answer["messages"]:
                sys.stderr.write(answer["messages"])
        failed = [answer["path"] for answer in answers if not answer["ok"]]
        if failed:
            raise ProjectError(f"not compiled: {', '.join(failed)}")
        return {os.path.relpath(answer["output"], os.path.realpath(folder) if not answer["output"].startswith(folder)
                                else folder).replace(os.sep, "/"): answer["output"] for answer in answers}

    # ------ the wheel

    def tag(self):
        """Which Pythons and platforms the wheel is for."""
        if not self.said["modules"]:
            return "py3-none-any"
        python = f"cp{sys.version_info[0]}{sys.version_info[1]}"
        abi = python + ("t" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
        platform = re.sub(r"[-.]", "_", sysconfig.get_platform())
        return f"{python}-{abi}-{platform}"

    def metadata(self):
        project, lines = self.project, ["Metadata-Version: 2.4"]
        lines += [f"Name: {project['name']}", f"Version: {self.version}"]
        for key, field in (("description", "Summary"), ("requires-python", "Requires-Python")):
            if key in project:
                lines.append(f"{field}: {project[key]}")
        if isinstance(project.get("license"), str):
            lines.append(f"License-Expression: {project['license']}")
        elif isinstance(project.get("license"), dict) and "text" in project["license"]:
            lines.append("License: " + project["license"]["text"].replace("\n", "\n        "))
        lines += [f"License-File: {path}" for path in self.license_files()]
        for key, field in (("authors", "Author"), ("maintainers", "Maintainer")):
            for person in project.get(key, []):
                name, mail = person.get("name"), person.get("email")
                if mail:
                    lines.append(f"{field}-email: {name} <{mail}>" if name else f"{field}-email: {mail}")
                elif name:
                    lines.append(f"{field}: {name}")
        if project.get("keywords"):
            lines.append("Keywords: " + ",".join(project["keywords"]))
        lines += [f"Classifier: {text}" for text in project.get("classifiers", [])]
        lines += [f"Project-URL: {name}, {url}" for name, url in project.get("urls", {}).items()]
        # an editable install compiles at import
        own = ["cyrus"] if self.editable and self.said["modules"] else []
        lines += [f"Requires-Dist: {text}" for text in project.get("dependencies", []) + own]
        for extra, needs in project.get("optional-dependencies", {}).items():
            lines.append(f"Provides-Extra: {extra}")
            for need in needs:
                what, _, when = need.partition(";")
                when = f"({when.strip()}) and extra == '{extra}'" if when else f"extra == '{extra}'"
                lines.append(f"Requires-Dist: {what.strip()}; {when}")
        readme, text = project.get("readme"), ""
        if isinstance(readme, dict):
            text, readme = readme.get("text", ""), readme.get("file")
        if readme:
            kind = {".md": "text/markdown", ".rst": "text/x-rst"}.get(os.path.splitext(readme)[1], "text/plain")
            lines.append(f"Description-Content-Type: {kind}")
            text = _bytes(readme).decode("utf-8")
        return "\n".join(lines) + "\n" + ("\n" + text if text else "")

    def license_files(self):
        """Paths below the project's folder (PEP 639)."""
        patterns = self.project.get("license-files", ["LICEN[CS]E*", "COPYING*", "NOTICE*", "AUTHORS*"])
        return sorted({path.replace(os.sep, "/") for pattern in patterns for path in glob.glob(pattern, recursive=True)
                       if os.path.isfile(path)})

    def metadata_files(self, tag):
        """What lies in the wheel's `.dist-info`: name, bytes."""
        pure = "true" if tag.endswith("-any") else "false"
        files = {"METADATA": self.metadata(),
                 "WHEEL": f"Wheel-Version: 1.0\nGenerator: cyrus\nRoot-Is-Purelib: {pure}\nTag: {tag}\n"}
        groups = {"console_scripts": self.project.get("scripts", {}), "gui_scripts": self.project.get("gui-scripts", {}),
                  **self.project.get("entry-points", {})}
        text = "".join(f"[{group}]\n" + "".join(f"{name} = {where}\n" for name, where in rows.items()) + "\n"
                       for group, rows in groups.items() if rows)
        if text:
            files["entry_points.txt"] = text
        files = {name: text.encode() for name, text in files.items()}
        files.update((f"licenses/{path}", _bytes(path)) for path in self.license_files())
        return files

    def write_wheel(self, folder, files):
        tag = self.tag()
        name = f"{self.file_name}-{self.version}-{tag}.whl"
        files = dict(files)
        for own, content in self.metadata_files(tag).items():
            files[f"{self.info}/{own}"] = content
        record = []
        part = os.path.join(folder, name + ".part")
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as wheel:
            for path, content in sorted(files.items()):
                digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
                record.append(f"{path},sha256={digest},{len(content)}\n")
                # the same bytes whenever it is made
                row = zipfile.ZipInfo(path, (1980, 1, 1, 0, 0, 0))
                row.compress_type, row.external_attr = zipfile.ZIP_DEFLATED, 0o100644 << 16
                wheel.writestr(row, content)
            row = zipfile.ZipInfo(f"{self.info}/RECORD", (1980, 1, 1, 0, 0, 0))
            wheel.writestr(row, "".join(record) + f"{self.info}/RECORD,,\n")
        os.replace(part, os.path.join(folder, name))
        return name


def _bytes(path):
    with open(path, "rb") as file:
        return file.read()
