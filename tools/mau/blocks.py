"""The bricks of a template: runs, paragraphs, branches and loops."""

from __future__ import annotations

from xml.sax.saxutils import escape

from tools.mau.parts import spacing

TWIPS_A_MM = 1440 / 25.4
PORTRAIT, LANDSCAPE = 165.0, 252.0  # widths of the text between the margins, mm


def twips(mm: float) -> int:
    """Return millimetres as twips."""
    return round(mm * TWIPS_A_MM)


def run(text: str, properties: str = "") -> str:
    """Return one run; `properties` are letter properties beyond the style's."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in text.split("\t")
    )
    return f"<w:r>{inside}{pieces}</w:r>"


def p(style: str, text: str, extra: str = "", *, bold: str = "", italic: str = "") -> str:
    """Return one paragraph: `text`, after a bold lead-in and before an italic remark."""
    runs = run(bold, "<w:b/><w:bCs/>") if bold else ""
    runs += run(text) if text else ""
    runs += run(italic, '<w:b w:val="0"/><w:bCs w:val="0"/><w:i/><w:iCs/>') if italic else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{runs}</w:p>'


def tag(inside: str) -> str:
    """Return a paragraph that only carries a control tag and vanishes when filled."""
    return p("Normal", f"{{%p {inside} %}}")


def body(text: str, *, keep: bool = False, after_table: bool = False) -> str:
    """Return a body paragraph; `keep` holds it on the page of the next one."""
    extra = "<w:keepNext/>" if keep else ""
    return p("HsNoiDung", text, extra + (spacing(120, 120, 380) if after_table else ""))


def section(text: str) -> str:
    """Return a bold heading (`I- …`)."""
    return p("HsMuc", text, spacing(120, 120, 380))


def subsection(text: str, *, after_table: bool = False) -> str:
    """Return a bold heading of the second rank (`1. …`)."""
    return p("HsTieuMuc", text, spacing(120, 120, 380) if after_table else "")


def choose(condition: str, yes: str, no: str = "") -> str:
    """Return `yes` under a condition, else `no`."""
    otherwise = tag("else") + no if no else ""
    return tag(f"if {condition}") + yes + otherwise + tag("endif")


def each(names: str, inside: str) -> str:
    """Return `inside` repeated for `x in list`."""
    return tag(f"for {names}") + inside + tag("endfor")


def answers(field: str, *, prefix: str = "") -> str:
    """Return the paragraphs of a list of texts."""
    return each(f"doan in {field}", body(f"{prefix}{{{{ doan }}}}"))


def bullets(field: str, *, last: str = ".") -> str:
    """Return a list of texts, each after a dash, closed by `;` and at last by `last`."""
    mark = f'{{{{ "{last}" if loop.last else ";" }}}}'
    return each(f"dong in {field}", body(f"- {{{{ dong }}}}{mark}"))
