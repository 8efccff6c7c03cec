"""Word: fill, read back, measure (thể thức), project to text. The only room that knows Word files."""

from __future__ import annotations

from docxtpl import RichText

from hoso.word._answer import answer
from hoso.word._batch import fill_all
from hoso.word._check import TEMPLATE_CODES, check_template, template_notes
from hoso.word._comment import comment
from hoso.word._data import Fragment, Picture
from hoso.word._families import families
from hoso.word._fill import Template
from hoso.word._lint import CODES, lint, notes, printed_day
from hoso.word._package import open_package
from hoso.word._project import project
from hoso.word._read_back import identity, read_back, text_of
from hoso.word._values import GRADES, LEVELS

__all__ = [
    "CODES",
    "GRADES",
    "LEVELS",
    "TEMPLATE_CODES",
    "Fragment",
    "Picture",
    "RichText",
    "Template",
    "answer",
    "check_template",
    "comment",
    "families",
    "fill_all",
    "identity",
    "lint",
    "notes",
    "open_package",
    "printed_day",
    "project",
    "read_back",
    "template_notes",
    "text_of",
]
