"""MJML to HTML: the only room that knows the MJML engine and its faults."""

from ebulletin.templates.mjml.compile import compile_mjml, faults_in
from ebulletin.templates.mjml.model import Document, MjmlError, MjmlProblem

__all__ = ["Document", "MjmlError", "MjmlProblem", "compile_mjml", "faults_in"]
