"""How a paper opens below its title: to whom it goes, on what grounds."""

from __future__ import annotations

from tools.mau.blocks import body, bullets, choose, each, p
from tools.mau.parts import spacing

_INDENT = '<w:ind w:left="1134" w:firstLine="567"/>'


def addressed(to: str) -> str:
    """Return to whom a paper is addressed: on one line, or below `Kính gửi:` a line each."""
    gap = spacing(240, 120, 380) + _INDENT
    one = p("HsNoiDung", f"Kính gửi: {{{{ {to}[0] }}}}", gap)
    line = p("HsNoiDung", '- {{ noi }}{{ "." if loop.last else ";" }}', _INDENT)
    opening = p("HsNoiDung", "Kính gửi:", "<w:keepNext/>" + gap)
    return choose(f"{to} | length == 1", one, opening + each(f"noi in {to}", line))


def reasons(sentence: str) -> str:
    """Return the căn cứ, each on its own line, and the sentence that they lead to."""
    return choose("can_cu", bullets("can_cu", last=",")) + body(sentence)
