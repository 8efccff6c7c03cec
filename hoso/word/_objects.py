"""Pictures, rich text and sub-documents: docxtpl places them, under our sandbox and our proof."""

from __future__ import annotations

import io
from copy import copy

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, Subdoc
from jinja2 import Template
from lxml import etree

from hoso.word._careful import MISTAKES, mistake, strictly
from hoso.word._compile import TAG, Environment, Part, instrumented
from hoso.word._data import Group
from hoso.word._flow import Flow
from hoso.word._package import Package, all_text, open_package, write_package
from hoso.word._placed import Fragment, Picture
from hoso.word._record import RECORDER, Recorder, prove, shown_text


def filled(package: Package, context: Group) -> Package:
    """Return the template `package` filled by docxtpl itself, every printed value proved.

    Raises as `Template.fill`; a sub-document that is no sound .docx is refused, too.
    """
    tool = _Tool(io.BytesIO(write_package(package)))
    tool.name = package.name
    environment = _Noting(package.name)
    bound = _bound(context, tool)
    try:
        tool.render(bound, environment, autoescape=True)
    except MISTAKES as error:
        part = environment.recorders[-1].part
        raise mistake(part, context, error) from error
    target = io.BytesIO()
    tool.save(target)
    printed = open_package(target.getvalue(), package.name)
    text = _all_shown(printed)
    for recorder in environment.recorders:
        prove(recorder, text)
    return printed


class _Tool(DocxTemplate):  # type: ignore[misc]  # docxtpl carries no types
    """docxtpl, strict where it would repair by dropping text."""

    name = ""

    def patch_xml(self, src_xml: str) -> str:
        source = super().patch_xml(src_xml)
        return TAG.sub(lambda tag: tag.group().replace("&amp;", "&"), source)

    def fix_tables(self, xml: str) -> etree._Element:
        strictly(self.name, "word/document.xml", xml)
        root: etree._Element = super().fix_tables(xml)
        return root


class _Noting(Environment):
    """The environment that docxtpl is given: it notes what each part prints."""

    def __init__(self, file: str) -> None:
        super().__init__()
        self.file = file
        self.recorders: list[Recorder] = []

    def from_string(self, source: str, *_: object) -> Template:  # type: ignore[override]  # docxtpl gives the source alone
        tree = self.parse(source)
        expressions = instrumented(tree)
        note: dict[str, object] = {}
        compiled = super().from_string(tree, globals=note)
        part = Part(
            self.file, "word/document.xml", source, tree, compiled, expressions, Flow(), None
        )
        self.recorders.append(Recorder(part))
        compiled.globals[RECORDER] = self.recorders[-1]
        return compiled


def _bound(value: object, tool: _Tool) -> object:
    """Return a copy of the data whose pictures and sub-documents belong to `tool`."""
    match value:
        case Group():
            group = Group(value.path)
            group |= {key: _bound(one, tool) for key, one in value.items()}
            return group
        case list():
            return [_bound(one, tool) for one in value]
        case Picture():
            return InlineImage(tool, io.BytesIO(value.data), width=Mm(value.width))
        case Fragment():
            sound = write_package(open_package(value.data, "văn bản con"))
            return tool.new_subdoc(io.BytesIO(sound))
        case InlineImage():
            image = copy(value)
            image.tpl = tool
            return image
        case Subdoc():
            target = io.BytesIO()
            value.subdocx.save(target)
            return _bound(Fragment(target.getvalue()), tool)
    return value


def _all_shown(package: Package) -> str:
    """Return the text of everything that docxtpl prints into."""
    names = package.stories("header", "footer", "footnotes")
    stories = [shown_text(package.xml(name)) for name in names]
    return "\n".join([*stories, all_text(package.xml(package.core)) if package.core else ""])
