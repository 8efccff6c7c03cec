"""Results as JSON under Vietnamese keys, and as lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hoso import text
from hoso.errors import Problem
from hoso.model import base
from hoso.model.dossier import DossierSnapshot, Version
from hoso.services.keeping import Verdict
from hoso.services.versions import Change, Difference, History, Restored, marked

Json = dict[str, object]


def problem(found: Problem) -> Json:
    """Return a problem as JSON."""
    return {"ma": found.code, "noi": found.where, "thong_bao": found.message}


def version(found: Version) -> Json:
    """Return a version as JSON."""
    return {
        "phien_ban": found.number,
        "luc": found.created.isoformat(),
        "nguoi": found.by,
        "ly_do": found.why,
        "tep": [file.path for file in found.files],
    }


def history(found: History) -> Json:
    """Return the versions of a dossier as JSON."""
    return {
        "ho_so": found.card.code,
        "ma_doi_tuong": found.object_id,
        "van_ban": found.document,
        "phien_ban": [version(one) for one in found.versions],
    }


def history_lines(found: History) -> Iterator[str]:
    """Yield the versions of a dossier as lines."""
    yield found.card.title
    for one in found.versions:
        when = one.created.strftime("%d/%m/%Y %H:%M")
        yield f"  v{one.number}  {when}  {one.by}: {one.why} ({len(one.files)} tệp)"


def difference(found: Difference) -> Json:
    """Return what changed between two versions as JSON."""
    return {
        "ho_so": found.dossier,
        "tu": version(found.before),
        "den": version(found.after),
        "van_ban": [
            {
                "van_ban": one.document,
                "tieu_de": one.title,
                "thay_doi": one.kind,
                "doan": _changes(one.text),
                "truong": _changes(one.fields),
                "lai_lich": _changes(one.provenance),
            }
            for one in found.documents
        ],
        "so": [{"so": one.name, "muc": _changes(one.entries)} for one in found.registers],
    }


def _changes(found: Sequence[Change]) -> list[Json]:
    return [
        {"noi": one.where, "cu": one.before, "moi": one.after, "khac": marked(one)} for one in found
    ]


_KINDS = {"them": "thêm", "bot": "bớt", "sua": "sửa"}


def difference_lines(found: Difference) -> Iterator[str]:
    """Yield what changed as lines: `[-` gone `-]`, `{+` new `+}`."""
    yield f"{found.dossier}: v{found.before.number} → v{found.after.number}"
    yield f"  v{found.after.number}: {found.after.by}, {found.after.why}"
    for one in found.documents:
        yield f"{one.document}  {one.title} [{_KINDS[one.kind]}]"
        for heading, changes in (("", one.text), ("mục ", one.fields), ("", one.provenance)):
            yield from (f"    {heading}{c.where}: {marked(c)}" for c in changes)
    for register in found.registers:
        yield f"Sổ {register.name}:"
        yield from (f"    {c.where}: {marked(c)}" for c in register.entries)
    if not found.documents and not found.registers:
        yield "Không có gì khác."


def restored(found: Restored) -> Json:
    """Return what was brought back as JSON."""
    return {
        "ho_so": found.dossier,
        "theo_phien_ban": found.source,
        "phien_ban_moi": found.version,
        "tep": list(found.paths),
    }


def restored_lines(found: Restored) -> Iterator[str]:
    """Yield what was brought back as lines."""
    if not found.version:
        yield f"{found.dossier} đang giống phiên bản {found.source}: không có gì để khôi phục."
        return
    yield f"Đã khôi phục {found.dossier} theo phiên bản {found.source}, thành phiên bản {found.version}."
    yield f"  {len(found.paths)} tệp khác trước; mọi phiên bản cũ vẫn còn."


def dossier(found: DossierSnapshot) -> Json:
    """Return what a dossier holds as JSON."""
    return {
        "ho_so": base.plain(found.card),
        "phien_ban": found.version,
        "van_ban": base.plain(found.documents),
        "khuyet_diem": base.plain(found.shortcomings),
        "xep_loai": base.plain(found.ratings),
        "ke_hoach": base.plain(found.plan),
        "du_kien": base.plain(found.statements),
        "y_kien": base.plain(found.rulings),
        "ky_luat": base.plain(found.disciplines),
        "lich_hop": base.plain(found.planned_meetings),
        "hoi_nghi": base.plain(found.meetings),
        "phan_cong": base.plain(found.assignments),
        "tham_dinh": base.plain(found.appraisals),
        "tep": [file.path for file in found.files],
    }


def dossier_lines(found: DossierSnapshot) -> Iterator[str]:
    """Yield what a dossier holds as lines."""
    card = found.card
    yield f"{card.title} ({card.code}, phiên bản {found.version})"
    yield f"  Thời hạn bảo quản khi lập: {card.retention}; chế độ sử dụng: {card.access}"
    for document in found.documents:
        day = text.short_date(document.day) if document.day else ""
        yield f"  {document.number}  {document.title} [{document.status.value}] {day}"
    counts = (
        ("khuyết điểm", found.shortcomings),
        ("kết quả xếp loại", found.ratings),
        ("mục kế hoạch", found.plan),
        ("lần kiểm phiếu", found.ballots),
        ("dữ kiện kê khai", found.statements),
        ("ý kiến của cấp có thẩm quyền", found.rulings),
        ("quyết định kỷ luật", found.disciplines),
        ("lịch họp", found.planned_meetings),
        ("hội nghị", found.meetings),
        ("phân công", found.assignments),
        ("kết quả thẩm định", found.appraisals),
    )
    yield "  Sổ: " + (", ".join(f"{len(rows)} {name}" for name, rows in counts if rows) or "không")


_JUDGED = {"ocfl_object": "Hồ sơ OCFL", "bagit": "Gói BagIt", "khong_ro": "Thư mục"}


def verdict(found: Verdict) -> Json:
    """Return the result of a check as JSON, as the contract has it."""
    return {
        "hop_le": found.valid,
        "loai": found.kind,
        "loi": [problem(one) for one in found.errors],
        "canh_bao": [problem(one) for one in found.warnings],
    }


def verdict_lines(found: Verdict) -> Iterator[str]:
    """Yield the result of a check as lines."""
    for one in (*found.errors, *found.warnings):
        yield f"{one.code}  {one.where}: {one.message}"
    name = _JUDGED.get(found.kind, "Kho")
    if found.valid:
        held = f": {found.dossiers} hồ sơ" if name == "Kho" else ""
        yield f"{name} toàn vẹn{held}."
    else:
        yield f"{name} có {len(found.errors)} lỗi. Hãy giữ nguyên hiện trạng và dùng bản sao dự phòng."


def findings(found: Sequence[Problem]) -> Json:
    """Return what every rule said as JSON."""
    return {"quy_tac": [_finding(one) for one in found]}


def _finding(one: Problem) -> Json:
    return {
        "ma": one.code,
        "ket_qua": one.outcome.value,
        "noi": one.where,
        "thong_bao": one.message,
        "can_cu": one.reference,
    }
