"""The template language of many builds, by the package `tempita` that comes along."""
from tempita import HTMLTemplate, Template, TemplateError, bunch, html, looper, sub, sub_html

__all__ = ["HTMLTemplate", "Template", "TemplateError", "bunch", "html", "looper", "sub", "sub_html"]
