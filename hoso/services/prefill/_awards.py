"""Awards for one excellent year or five in a row: who earned one, who may give it, how much money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from hoso import profiles, text
from hoso.errors import RulesBrokenError
from hoso.model.profile import AwardRow
from hoso.model.review import Level, Stage
from hoso.services import campaign
from hoso.services.campaign import Candidate
from hoso.services.prefill import _decisions, _money
from hoso.services.prefill._request import NOTICES, Request
from hoso.workspace import Workspace

Row = dict[str, object]
_WHOM = {"ca_nhan": "Đảng viên", "tap_the": "Tổ chức đảng"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Merit:
    """A subject, its decided levels by year (None: the archive has none), and the award for them."""

    candidate: Candidate
    levels: Mapping[int, Level | None]
    award: AwardRow | None

    @property
    def earned(self) -> bool:
        """Return whether every year is known to be excellent."""
        return all(level is Level.EXCELLENT for level in self.levels.values())

    @property
    def open(self) -> bool:
        """Return whether only years that the archive does not know stand in the way."""
        known = {level for level in self.levels.values() if level}
        return known == {Level.EXCELLENT} and not self.earned

    def given_by(self, kind: str) -> bool:
        """Return whether an organisation of `kind` may give the award."""
        return self.award is not None and kind in self.award.givers


def proposal(ws: Workspace, request: Request, *, years: int) -> Mapping[str, object]:
    """Return whom to propose: the excellent whom the body may not reward by itself."""
    kind = request.body.state.kind
    merits = [one for one in _merits(ws, request, years) if not one.given_by(kind)]
    chosen = _chosen(request, merits)
    givers = dict.fromkeys(one.award.giver for one in chosen if one.award)
    told = [f"Cấp tặng: {giver}." for giver in givers]
    return {
        **_decisions.submission(request),
        "can_cu": _decisions.grounds(ws, request),
        **_common(request, years, chosen),
        NOTICES: [*told, *_notices(merits, chosen)],
    }


def decision(ws: Workspace, request: Request, *, years: int) -> Mapping[str, object]:
    """Return whom to reward, by what right, and the money when coefficient and base are given."""
    own = request.body.subject.dossier_stem
    merits = [one for one in _merits(ws, request, years) if one.candidate.dossier != own]
    chosen = _chosen(request, merits)
    return {
        **_decisions.resolution(request),
        **_right(request, chosen),
        "can_cu": _decisions.grounds(ws, request),
        **_common(request, years, chosen),
        **_money.reckoned(request, _counts(request, chosen)),
        "dieu_khoan": [
            f"Các tổ chức đảng, đảng viên trực thuộc {request.body.state.name} có tên trong danh sách "
            "chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực từ ngày ký."
        ],
        NOTICES: list(_notices(merits, chosen)),
    }


def _merits(ws: Workspace, request: Request, years: int) -> list[_Merit]:
    span = range(request.year - years + 1, request.year + 1)
    levels: dict[str, dict[int, Level | None]] = {}
    for year in span:
        for rating in ws.catalogue.ratings(year=year, stage=Stage.DECIDED):
            levels.setdefault(rating.subject.dossier_stem, {})[year] = rating.level
    return [
        _Merit(
            candidate=one,
            levels={year: levels.get(one.dossier, {}).get(year) for year in span},
            award=profiles.award(_recipient(one), years, request.on),
        )
        for one in campaign.candidates(ws, request.year, request.body.code, request.on)
    ]


def _recipient(one: Candidate) -> str:
    return profiles.MEMBER if one.person else one.body.state.kind


def _chosen(request: Request, merits: Sequence[_Merit]) -> list[_Merit]:
    """Return who gets an award: those whom the data file names, else the excellent members.

    A collective must be named: «tiêu biểu» is recognised by an authority, the archive keeps levels.
    Raise RulesBrokenError when somebody named was decided another level in one of the years.
    """
    named = {_key(row) for rows in _WHOM for row in request.given_rows(rows)}
    everyone = not request.given_rows("ca_nhan")
    chosen = [
        one
        for one in merits
        if _key_of(one) in named or (everyone and one.candidate.person and one.earned)
    ]
    for one in chosen:
        for year, level in one.levels.items():
            if level not in (None, Level.EXCELLENT):
                raise RulesBrokenError(
                    f"{one.candidate.label}: mức xếp loại năm {year} trong kho là "
                    f"{level.value.upper()}NV, không đủ điều kiện khen thưởng. Hãy bỏ khỏi tệp dữ liệu.",
                    where=one.candidate.label,
                )
    return chosen


def _key(row: Mapping[str, object]) -> str:
    return str(row.get("so_the") or text.tone_key(str(row.get("ten", ""))))


def _key_of(one: _Merit) -> str:
    person = one.candidate.person
    return person.card if person else text.tone_key(one.candidate.label)


def _common(request: Request, years: int, chosen: Sequence[_Merit]) -> dict[str, object]:
    """Return the lists and the form of the award; what is not known is left out, to be asked for."""
    persons = [_row(request, one, years) for one in chosen if one.candidate.person]
    collectives = [_row(request, one, years) for one in chosen if one.candidate.person is None]
    known: dict[str, object] = {"tap_the": collectives}
    if persons or collectives:
        known["ca_nhan"] = persons
    if years > 1:
        known["cac_nam"] = [str(year) for year in range(request.year - years + 1, request.year + 1)]
    forms = {one.award.forms for one in chosen if one.award}
    if len(forms) == 1 and len(only := forms.pop()) == 1:
        known["hinh_thuc"] = only[0]
    return known


def _row(request: Request, one: _Merit, years: int) -> Row:
    whom = one.candidate
    row: Row = {"ten": whom.label}
    if whom.person:
        row = {"ho_ten": whom.label, "so_the": whom.person.card, "chi_bo": whom.body.state.name}
    else:
        # The name as the data file writes it, so that its row and this one are the same.
        spelt = (str(r["ten"]) for r in request.given_rows("tap_the") if _key(r) == _key_of(one))
        row["ten"] = next(spelt, whom.label)
    for place, level in enumerate(one.levels.values(), start=1):
        if level and years > 1:
            row[f"nam_{place}"] = f"{level.value.upper()}NV"
        elif level:
            row["muc"] = request.levels[level.value]
    return row


def _right(request: Request, chosen: Iterable[_Merit]) -> dict[str, object]:
    """Return by what right the body rewards, nothing when the table gives it none for everybody."""
    rewarded = list(chosen)
    if not rewarded or not all(one.given_by(request.body.state.kind) for one in rewarded):
        return {}
    found = dict.fromkeys(one.award.reference for one in rewarded if one.award)
    return {"can_cu_tham_quyen": list(found)}


def _notices(merits: Iterable[_Merit], chosen: Sequence[_Merit]) -> Iterator[str]:
    """Yield who is not in the document though the levels speak for it, or might."""
    taken = {one.candidate.dossier for one in chosen}
    left = [one for one in merits if one.candidate.dossier not in taken]
    persons = [one for one in left if one.candidate.person]
    if passed := [one.candidate.label for one in persons if one.earned]:
        yield f"Hoàn thành xuất sắc nhiệm vụ nhưng không có trong văn bản: {', '.join(passed)}."
    if asked := [one.candidate.label for one in persons if one.open]:
        yield (
            "Mọi mức trong kho đều là hoàn thành xuất sắc nhiệm vụ nhưng kho chưa đủ các năm: "
            f"{', '.join(asked)}. Hãy đối chiếu quyết định cũ, ghi bằng «hoso ratings set --past»."
        )
    collectives = [one for one in left if one.candidate.person is None]
    if titled := [one.candidate.label for one in collectives if one.earned]:
        yield (
            f"Tập thể hoàn thành xuất sắc nhiệm vụ: {', '.join(titled)}. Danh hiệu tiêu biểu do cấp có "
            "thẩm quyền công nhận; tập thể được khen ghi vào bảng «tap_the» của tệp dữ liệu."
        )


def _counts(request: Request, chosen: Iterable[_Merit]) -> dict[str, int]:
    """Return how many of each kind get the award, with those that only the data file knows."""
    found = {whom: {_key(row) for row in request.given_rows(name)} for name, whom in _WHOM.items()}
    for one in chosen:
        found[_WHOM["ca_nhan" if one.candidate.person else "tap_the"]].add(_key_of(one))
    return {whom: len(keys) for whom, keys in found.items()}
