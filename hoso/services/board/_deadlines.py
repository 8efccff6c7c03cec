"""The deadlines of a review year: which there are, whom each binds, how many days are left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from hoso import profiles
from hoso.model.review import Campaign
from hoso.services.subjects import Body

REVIEW, SPECIAL, REPORT, DOSSIER = "kiem_diem", "kiem_diem_dac_thu", "bao_cao", "ho_so_len_tren"
# The stated fact that makes an organisation, and those below it, one with a year end of its own.
IS_SPECIAL = "to_chuc.tong_ket_dac_thu"
_NAMES: Mapping[str, str] = {
    REVIEW: "hoàn thành kiểm điểm, đánh giá, xếp loại",
    SPECIAL: "hoàn thành kiểm điểm ở đơn vị tổng kết năm vào thời điểm đặc thù",
    REPORT: "gửi báo cáo kết quả lên cấp trên",
    DOSSIER: "gửi hồ sơ lên cấp trên",
    "bao_cao_bo_chinh_tri": "Ban Tổ chức Trung ương báo cáo Bộ Chính trị",
}
_NATIONAL_DOSSIER = "gửi hồ sơ lên Ban Tổ chức Trung ương (cấp trực thuộc Trung ương)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Thời hạn: to be done *before* `day`; `left` days are left, 0 or fewer: it is past."""

    code: str
    name: str
    day: date
    left: int

    @property
    def is_past(self) -> bool:
        """Return whether the last day on which the act was in time is over."""
        return self.left <= 0


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The deadlines of one year as its campaign has them, on one day."""

    days: Mapping[str, date]
    special: frozenset[str]  # organisations with a year end of their own
    is_local_dossier: bool  # whether an authority set a day for dossiers of its own area
    on: date

    @classmethod
    def of(cls, campaign: Campaign, special: Iterable[str], on: date) -> Deadlines:
        """Return the deadlines as the campaign was opened with; `special` by organisation."""
        national = profiles.deadlines(profiles.regime(campaign.year), campaign.year)
        own = campaign.deadlines.get(DOSSIER)
        return cls(
            days=campaign.deadlines,
            special=frozenset(special),
            is_local_dossier=own is not None and own != national.get(DOSSIER),
            on=on,
        )

    def all(self) -> tuple[Deadline, ...]:
        """Return every deadline, earliest first."""
        found = [self._deadline(code, day) for code, day in self.days.items()]
        return tuple(sorted(found, key=lambda one: (one.day, one.code)))

    def review(self, organisation: str) -> Deadline | None:
        """Return until when an organisation, and its members, must be reviewed and rated."""
        code = SPECIAL if organisation in self.special and SPECIAL in self.days else REVIEW
        return self._named(code)

    def report(self) -> Deadline | None:
        """Return until when results are reported to the level above."""
        return self._named(REPORT)

    def dossier(self) -> Deadline | None:
        """Return until when dossiers go up; the day for provinces binds nobody below them."""
        return self._named(DOSSIER) if self.is_local_dossier else None

    def _named(self, code: str) -> Deadline | None:
        day = self.days.get(code)
        return self._deadline(code, day) if day else None

    def _deadline(self, code: str, day: date) -> Deadline:
        name = _NAMES.get(code, code)
        if code == DOSSIER and not self.is_local_dossier:
            name = _NATIONAL_DOSSIER
        return Deadline(code=code, name=name, day=day, left=(day - self.on).days)


def specials(stated: Iterable[str], bodies: Mapping[str, Body]) -> frozenset[str]:
    """Return the organisations stated to have a year end of their own, and those below them."""
    named = frozenset(stated)
    return frozenset(code for code in bodies if named & {*_upwards(code, bodies)})


def _upwards(code: str, bodies: Mapping[str, Body]) -> Iterable[str]:
    seen: list[str] = []
    at: str | None = code
    while at and at not in seen:  # a circle of superiors ends where it closes
        seen.append(at)
        found = bodies.get(at)
        at = found.state.parent if found else None
    return seen
