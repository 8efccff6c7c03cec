"""Word: fill, read back, measure (thể thức), project to text. The only room that knows Word files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoso.opening import on_use

if TYPE_CHECKING:
    from hoso.word._answer import answer
    from hoso.word._batch import fill_all
    from hoso.word._bookmark import at_bookmark
    from hoso.word._check import TEMPLATE_CODES, check_template, template_notes
    from hoso.word._choices import GRADES, LEVELS, code_of
    from hoso.word._comment import comment
    from hoso.word._families import families
    from hoso.word._fill import Template
    from hoso.word._front import Front, front, front_of
    from hoso.word._legacy import Modernised, modernise
    from hoso.word._lint import CODES, lint, notes, printed_day
    from hoso.word._outline import OutlineLine, outline
    from hoso.word._package import open_package
    from hoso.word._placed import Fragment, Picture
    from hoso.word._project import project
    from hoso.word._read_back import NO_FIELD, identity, is_list, read_back, takes_text, text_of
    from hoso.word._remedies import STATUS_WORDS, status_in
    from hoso.word._sections import misplaced
    from hoso.word._story import Story, StoryTable, story
else:
    __getattr__ = on_use(
        __name__,
        {
            "_answer": "answer",
            "_batch": "fill_all",
            "_bookmark": "at_bookmark",
            "_check": "TEMPLATE_CODES check_template template_notes",
            "_choices": "GRADES LEVELS code_of",
            "_comment": "comment",
            "_placed": "Fragment Picture",
            "_families": "families",
            "_fill": "Template",
            "_front": "Front front front_of",
            "_legacy": "Modernised modernise",
            "_lint": "CODES lint notes printed_day",
            "_outline": "OutlineLine outline",
            "_package": "open_package",
            "_project": "project",
            "_read_back": "NO_FIELD identity is_list read_back takes_text text_of",
            "_remedies": "STATUS_WORDS status_in",
            "_sections": "misplaced",
            "_story": "Story StoryTable story",
        },
    )

__all__ = [
    "CODES",
    "GRADES",
    "LEVELS",
    "NO_FIELD",
    "STATUS_WORDS",
    "TEMPLATE_CODES",
    "Fragment",
    "Front",
    "Modernised",
    "OutlineLine",
    "Picture",
    "Story",
    "StoryTable",
    "Template",
    "answer",
    "at_bookmark",
    "check_template",
    "code_of",
    "comment",
    "families",
    "fill_all",
    "front",
    "front_of",
    "identity",
    "is_list",
    "lint",
    "misplaced",
    "modernise",
    "notes",
    "open_package",
    "outline",
    "printed_day",
    "project",
    "read_back",
    "status_in",
    "story",
    "takes_text",
    "template_notes",
    "text_of",
]
