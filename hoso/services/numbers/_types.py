"""The type name (tên loại) that a number is counted under."""

from __future__ import annotations

from hoso import profiles
from hoso.errors import QuestionError
from hoso.model.dossier import Provenance
from hoso.model.numbers import Symbol
from hoso.model.template import TemplateInfo
from hoso.text import fold


def type_of(info: TemplateInfo) -> str:
    """Return the type name of a template's documents, "" when they bear no number.

    The symbol tells it; where a symbol has several, `ten_loai` in `mau.toml`, or the title's first
    words. Raise QuestionError when none does, NotFoundError for a type that there is not.
    """
    if not info.type_symbol:
        return ""
    if info.type_name:
        return profiles.type_name(info.type_name)
    names = profiles.type_names(info.type_symbol)
    title = fold(info.title)
    found = names if len(names) == 1 else [n for n in names if title.startswith(fold(n))]
    if len(found) != 1:
        listed = " hay ".join(names) or "tên loại nào"
        raise QuestionError(
            f"Mẫu {info.kind} có ký hiệu {info.type_symbol}: chưa rõ là {listed}. "
            "Hãy ghi ten_loai vào mau.toml của mẫu.",
            where=info.kind,
        )
    return found[0]


def counted_as(provenance: Provenance, read: Symbol) -> str:
    """Return the type name under which an archived number counts, "" when nobody said."""
    if provenance.type_name:
        return provenance.type_name
    names = profiles.type_names(read.type_symbol)
    return names[0] if len(names) == 1 else ""
