"""How states, events and the schedule of shortcomings are shown."""

from __future__ import annotations

from collections.abc import Mapping

from hoso import text
from hoso.model import base
from hoso.model.remedy import EventKind, RemedyEvent
from hoso.remedies import Track
from hoso.services.faults import status_name
from hoso.services.register import EFFECTS, Line, Load, ScheduleRow

_KINDS: Mapping[EventKind, str] = {
    EventKind.PLANNED: "lập kế hoạch",
    EventKind.CRITERION: "đặt tiêu chí",
    EventKind.REPORTED: "báo cáo",
    EventKind.VERIFIED: "xác nhận",
    EventKind.RETURNED: "trả lại",
    EventKind.EXTENDED: "gia hạn",
    EventKind.REOPENED: "mở lại",
    EventKind.JUDGED: "đánh giá hiệu quả",
    EventKind.DROPPED: "thôi theo dõi",
}


def track_json(track: Track) -> dict[str, object]:
    """Return a state under its Vietnamese keys."""
    return {
        "tinh_trang": track.status.value if track.status else None,
        "muc_do": track.degree,
        "ngay": _day(track.day),
        "nguoi_bao_cao": track.said_by,
        "nguoi_xac_nhan": track.verified_by,
        "ngay_xac_nhan": _day(track.verified_on),
        "nguoi_phu_trach": track.owner,
        "thoi_han": _day(track.deadline),
        "so_lan_gia_han": track.extended,
        "tieu_chi": track.criterion,
        "hieu_qua": track.effect.value if track.effect else None,
        "so_lan_mo_lai": track.reopened,
        "ly_do_mo_lai": track.why_reopened,
        "thoi_theo_doi": track.dropped,
        "da_lam": track.words,
        "khac_ke_hoach": track.difference,
        "minh_chung": list(track.evidence),
    }


def _day(day: object) -> str | None:
    return str(day) if day else None


def line_json(line: Line) -> dict[str, object]:
    """Return a line of the register: the entry as it was written, and what became of it."""
    return {"khuyet_diem": base.plain(line.fault), "theo_doi": followed_json(line)}


def followed_json(line: Line) -> dict[str, object]:
    """Return what became of a shortcoming, with its age."""
    due = line.state.deadline
    return {
        **track_json(line.state.track),
        "thoi_han": _day(due),
        "tieu_chi": line.state.criterion,
        "nguoi_phu_trach": ", ".join(line.state.owners),
        "con_theo_doi": line.followed.is_open,
        "theo_doi_tiep_o": line.followed.continued or None,
        "nam_dau": line.first_year,
        "so_nam": line.years,
        "so_ngay": line.days_open,
        "con_ngay": line.days_left,
        "qua_han": line.is_overdue,
    }


def line_words(line: Line) -> str:
    """Return a line of the list, for people."""
    fault, left = line.fault, line.days_left
    whose = fault.subject.name or fault.subject.organisation
    late = f", quá hạn {-left} ngày" if left is not None and left < 0 else ""
    due = f", còn {left} ngày" if left is not None and left >= 0 else ""
    return f"{fault.code}  {fault.year}  {whose}: {fault.text} [{_state(line)}{late}{due}]"


def _state(line: Line) -> str:
    if line.followed.continued:
        return f"tái diễn, theo dõi ở {line.followed.continued}"
    return state_words(line.state.track)


def state_words(track: Track) -> str:
    """Return a state in a few words."""
    if track.dropped:
        return f"thôi theo dõi: {track.dropped}"
    degree = f" {track.degree}%" if track.degree and not track.is_done else ""
    words = [status_name(track.status) + degree]
    words += [f"{track.verified_by} xác nhận"] if track.verified_by else []
    words += [EFFECTS[track.effect]] if track.effect else []
    words += [f"mở lại {track.reopened} lần"] if track.reopened else []
    return ", ".join(words)


def event_line(event: RemedyEvent) -> str:
    """Return one event: the day, what, who, why."""
    about = f" {event.item}" if event.item else ""
    said = [
        status_name(event.status) if event.status else "",
        f"{event.degree}%" if event.degree is not None else "",
        EFFECTS[event.effect] if event.effect else "",
        f"từ {event.before}" if event.before else "",
        f"hạn {text.short_date(event.deadline)}" if event.deadline else "",
        event.words,
        "; ".join(event.evidence),
        f"khác kế hoạch: {event.difference}" if event.difference else "",
        f"vì {event.why}" if event.why else "",
    ]
    who = f" – {event.who}" if event.who else ""
    by = f" ({event.by} ghi)" if event.by else ""
    told = "; ".join(part for part in said if part)
    return f"  {text.short_date(event.day)}{about} {_KINDS[event.kind]}{who}: {told}{by}"


def load_json(one: Load) -> dict[str, object]:
    """Return the load of one owner."""
    return {
        "nguoi_phu_trach": one.owner,
        "dang_lam": one.open,
        "qua_han": one.overdue,
        "da_xong": one.done,
        "han_gan_nhat": _day(one.next_day),
        "cham_nhat": one.latest,
    }


def row_json(row: ScheduleRow) -> dict[str, object]:
    """Return a row of the schedule."""
    return {
        **line_json(row.line),
        "nguon": row.source,
        "tung_nam": [{"nam": year, "tinh_trang": words} for year, words in row.by_year],
        "ke_hoach": list(row.plan),
        "da_lam": list(row.deed),
        "ly_do": list(row.returned),
        "thoi_theo_doi_vi": row.leaves or None,
    }
