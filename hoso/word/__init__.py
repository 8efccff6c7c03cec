"""Word: fill, read back, measure (thể thức), project to text. The only room that knows Word files."""

from __future__ import annotations

from hoso.word._answer import answer
from hoso.word._check import check_template
from hoso.word._fill import Template
from hoso.word._lint import CODES, lint
from hoso.word._package import open_package
from hoso.word._project import project
from hoso.word._read_back import identity, read_back, text_of
from hoso.word._values import GRADES, LEVELS

__all__ = [
    "CODES",
    "GRADES",
    "LEVELS",
    "Template",
    "answer",
    "check_template",
    "identity",
    "lint",
    "open_package",
    "project",
    "read_back",
    "text_of",
]
