"""One stated value: read strictly as the fact's type, in the Vietnamese way, and shown again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from hoso import text
from hoso.model.facts import FACTS, NONE_HERE, FactInfo, FactType
from hoso.model.review import Grade, SubjectKind
from hoso.services import rows, scalars
from hoso.services.statements._vocabulary import PERSON, find

Value = str | int | float | bool | tuple[str, ...]

GRADE_NAMES: Mapping[str, str] = MappingProxyType(
    {
        Grade.EXCELLENT.value: "xuất sắc",
        Grade.GOOD.value: "tốt",
        Grade.MEDIUM.value: "trung bình",
        Grade.POOR.value: "kém",
    }
)
_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What values of a year may say: `levels` are the names of its regime, by code.

    `member_levels` are a member's, where they are called otherwise than an organisation's.
    """

    levels: Mapping[str, str]
    member_levels: Mapping[str, str] = field(default_factory=dict)

    def levels_of(self, kind: SubjectKind) -> Mapping[str, str]:
        """Return what the levels of one kind of subject are called."""
        is_person = kind is SubjectKind.PERSON
        return self.member_levels if is_person and self.member_levels else self.levels

    def read(self, info: FactInfo, said: str) -> Value:
        """Return what people wrote as a value of the fact; raise ValueError in Vietnamese."""
        words = rows.clean(said)
        if info.type is FactType.LIST:
            return self._several(info, said)
        if not words:
            raise ValueError("chưa có giá trị.")
        if info.type is FactType.LEVEL:
            return self.level(words)
        if info.choices:
            return _named(words, {code: code.replace("_", " ") for code in info.choices})
        return _READ[info.type](words)

    def level(self, said: str, kind: SubjectKind = SubjectKind.COLLECTIVE) -> str:
        """Return the code of a level named by code or name; raise ValueError with the levels."""
        return _named(rows.clean(said), self.levels_of(kind))

    def _several(self, info: FactInfo, said: str) -> tuple[str, ...]:
        parts = [text.squeeze(part) for line in said.split("\n") for part in line.split(";")]
        found = dict.fromkeys(part for part in parts if part)
        if info.name == NONE_HERE:
            found = dict.fromkeys(_nothing(part).name for part in found)
        return tuple(found)

    def show(self, info: FactInfo, value: Value) -> str:
        """Return a value as people write it, which `read` takes back."""
        if isinstance(value, bool):
            return "có" if value else "không"
        if isinstance(value, tuple):
            labels = [FACTS[one].label for one in value] if info.name == NONE_HERE else value
            return "; ".join(labels)
        if isinstance(value, int | float):
            return scalars.show_decimal(value)
        if info.type is FactType.DAY:
            return text.short_date(date.fromisoformat(value))
        return self.named(info).get(value, value)

    def named(self, info: FactInfo) -> Mapping[str, str]:
        """Return the values that may be chosen and how they are called; none for an open fact."""
        if info.type is FactType.YES_NO:
            return {"co": "có", "khong": "không"}
        if info.type is FactType.LEVEL:
            return self.levels
        if info.type is FactType.GRADE:
            return GRADE_NAMES
        return {code: code.replace("_", " ") for code in info.choices}


def _nothing(said: str) -> FactInfo:
    """Return a fact that a whole organisation can say nobody had; raise ValueError for another."""
    info = find(said)
    if PERSON not in info.stated_for:
        raise ValueError(f"«{info.label}» không phải sự việc của đảng viên.")
    return info


def _named(said: str, names: Mapping[str, str]) -> str:
    """Return the code of what was named by code or name, without regard to marks."""
    wanted = text.slug(said)
    for code, name in names.items():
        if wanted in {text.slug(code), text.slug(name), text.slug(f"{code}nv")}:
            return code
    near = text.nearest(said, [*names.values()])
    hint = f" Ý bạn là «{near}»?" if near else ""
    listed = ", ".join(f"{code} ({name})" for code, name in names.items())
    raise ValueError(f"không có «{said}».{hint} Chọn một trong: {listed}.")


def _amount(said: str) -> int | float:
    """Return a number, 0 or more; whole ones as such."""
    found = rows.number(said)
    if found < 0:
        raise ValueError(f"«{said}» không được âm.")
    return _plain(found)


def _percent(said: str) -> int | float:
    found = _amount(said.removesuffix("%").rstrip())
    if found > _MOST_PERCENT:
        raise ValueError(f"«{said}»: tỷ lệ phần trăm từ 0 đến 100.")
    return found


def _plain(exact: Decimal) -> int | float:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


_READ: Mapping[FactType, Callable[[str], Value]] = MappingProxyType(
    {
        FactType.PERCENT: _percent,
        FactType.NUMBER: _amount,
        FactType.WHOLE: rows.whole,
        FactType.YES_NO: rows.yes,
        FactType.DAY: lambda said: rows.day(said).isoformat(),
        FactType.GRADE: lambda said: _named(said, GRADE_NAMES),
        FactType.WORDS: str,
    }
)
