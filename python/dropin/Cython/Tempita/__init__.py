"""The template language of many builds: the package `tempita`, which `cyrus dropin` fetches."""
try:
    from tempita import HTMLTemplate, Template, TemplateError, bunch, html, looper, sub, sub_html
except ImportError as error:
    raise ImportError("templates need the package `tempita`: pip install tempita") from error

__all__ = ["HTMLTemplate", "Template", "TemplateError", "bunch", "html", "looper", "sub", "sub_html"]
