"""Score sheets (bảng chấm điểm): criteria by law, points where an authority has split them."""

from __future__ import annotations

from msgspec import Struct, field


class Criterion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tiêu chí: one line of a score sheet; `of` names the line that it is a part of."""

    code: str = field(name="ma")
    group: str = field(name="nhom")
    text: str = field(name="noi_dung")
    of: str = field(name="thuoc", default="")


class CriteriaGroup(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Nhóm tiêu chí, with the most points that the law gives it."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    maximum: int = field(name="toi_da")


class ScoreSheet(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bảng chấm điểm: what one kind of subject is scored on. Points inside a group are local."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    subjects: tuple[str, ...] = field(name="doi_tuong")  # tap_the, or categories of members
    reference: str = field(name="can_cu")
    confidence: str = field(name="do_tin_cay")
    groups: tuple[CriteriaGroup, ...] = field(name="nhom")
    criteria: tuple[Criterion, ...] = field(name="tieu_chi")
    levels: tuple[str, ...] = field(name="muc", default=())  # where they are not the regime's

    def of_group(self, code: str) -> tuple[Criterion, ...]:
        """Return the criteria of one group, in order."""
        return tuple(one for one in self.criteria if one.group == code)


class ScoreSheets(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A released file of score sheets; `regime` is "" for sheets that no regime prescribes."""

    code: str = field(name="ma")
    title: str = field(name="ten")
    regime: str = field(name="che_do", default="")
    sheets: tuple[ScoreSheet, ...] = field(name="bang")


class LocalCriterion(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Tiêu chí cụ thể hóa: a part of a criterion that an authority names itself."""

    code: str = field(name="ma")
    of: str = field(name="thuoc")
    text: str = field(name="noi_dung")
    points: float = field(name="diem")


class Split(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Cách chia điểm: what an authority decided on one sheet, criterion code → most points."""

    sheet: str = field(name="bang")
    points: dict[str, float] = field(name="diem")
    details: tuple[LocalCriterion, ...] = field(name="chi_tiet", default=())
