"""The command of old setup scripts: translation is a step of its own, which subclasses call and replace."""
from .build_ext import build_ext

__all__ = ["old_build_ext"]


class old_build_ext(build_ext):
    def finalize_options(self):
        super().finalize_options()
        # the scripts that use this class expect a list
        self.cython_include_dirs = list(self.cython_include_dirs)

    def build_extensions(self):
        for extension in self.extensions:
            extension.sources = self.cython_sources(extension.sources, extension)
        super().build_extensions()

    def cython_sources(self, sources, extension):
        """C sources in place of others."""
        from copy import copy

        if not any(source.endswith((".pyx", ".py")) for source in sources):
            return sources
        asked = copy(extension)
        asked.sources = list(sources)
        return self.translate(asked).sources
