"""Word: fill, read back, measure (thể thức), project to text. The only room that knows Word files."""

from __future__ import annotations

from hoso.word._answer import answer
from hoso.word._check import check_template
from hoso.word._choices import GRADES, LEVELS, code_of
from hoso.word._fill import Template
from hoso.word._front import Front, front
from hoso.word._lint import CODES, lint
from hoso.word._package import open_package
from hoso.word._project import project
from hoso.word._read_back import NO_FIELD, identity, is_list, read_back, takes_text, text_of
from hoso.word._remedies import STATUS_WORDS, status_in

__all__ = [
    "CODES",
    "GRADES",
    "LEVELS",
    "NO_FIELD",
    "STATUS_WORDS",
    "Front",
    "Template",
    "answer",
    "check_template",
    "code_of",
    "front",
    "identity",
    "is_list",
    "lint",
    "open_package",
    "project",
    "read_back",
    "status_in",
    "takes_text",
    "text_of",
]
