"""What changed in the registers of a dossier and in a roster, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any, Final

from hoso.model import base
from hoso.model.dossier import DossierSnapshot
from hoso.services.faults import STATUS_NAMES
from hoso.services.versions._words import Change

# Register of a snapshot → what people call it.
_REGISTERS: Final = {
    "shortcomings": "Hạn chế, khuyết điểm",
    "follow_ups": "Theo dõi khắc phục",
    "decisions": "Ý kiến về tái diễn",
    "ratings": "Xếp loại",
    "ballots": "Kiểm phiếu",
    "plan": "Kế hoạch khắc phục",
    "meetings": "Hội nghị",
    "statements": "Dữ kiện kê khai",
    "rulings": "Ý kiến của cấp có thẩm quyền",
    "pending": "Tệp chờ xử lý",
}
_KEYS: Final = ("ma", "buoc", "ky", "noi", "du_kien", "ma_quy_tac", "vong", "noi_dung")
# What every entry of a dossier says alike, or what only the program needs.
_SILENT: Final = frozenset({"doi_tuong", "nam", "ngay_ghi", "nguoi"})
# Stored key → words, where the key by itself is no word.
_WORDS: Final = {
    "bien_phap": "biện pháp",
    "buoc": "bước",
    "cap_quyet_dinh": "cấp quyết định",
    "chuc_vu": "chức vụ",
    "dia_danh": "địa danh",
    "dia_diem": "địa điểm",
    "diem_chung": "điểm nhóm tiêu chí chung",
    "diem_nhiem_vu": "điểm nhóm kết quả nhiệm vụ",
    "don_vi_cong_tac": "đơn vị công tác",
    "gia_tri": "giá trị",
    "ghi_chu": "ghi chú",
    "gioi_tinh": "giới tính",
    "ho_ten": "họ tên",
    "ket_qua": "kết quả",
    "lich_su": "từng thời kỳ",
    "linh_vuc": "lĩnh vực",
    "loai": "loại",
    "ly_do": "lý do",
    "ma": "mã",
    "muc": "mức",
    "ngay": "ngày",
    "ngay_chinh_thuc": "ngày chính thức",
    "ngay_ket_nap": "ngày kết nạp",
    "ngay_sinh": "ngày sinh",
    "nguoi_phu_trach": "người phụ trách",
    "nguyen_nhan": "nguyên nhân",
    "nhiem_ky": "nhiệm kỳ",
    "nhiem_ky_den": "nhiệm kỳ đến",
    "nhiem_ky_tu": "nhiệm kỳ từ",
    "noi_dung": "nội dung",
    "phieu": "phiếu",
    "so_the": "số thẻ",
    "ten": "tên",
    "thieu_can_cu": "căn cứ còn thiếu",
    "thoi_han": "thời hạn",
    "tinh": "tỉnh",
    "tinh_trang": "tình trạng",
    "to_chuc": "tổ chức",
    "trach_nhiem": "trách nhiệm",
    "truc_thuoc": "trực thuộc",
    "tu": "từ",
    "van_ban": "văn bản",
}
# What a dossier's card says, where the key by itself is no word.
_CARD_WORDS: Final = {
    "ma": "mã hồ sơ",
    "tieu_de": "tiêu đề",
    "thoi_han_bao_quan": "thời hạn bảo quản",
    "che_do_su_dung": "chế độ sử dụng",
    "do_mat": "độ mật",
    "bat_dau": "bắt đầu",
    "ket_thuc": "kết thúc",
    "nguoi_lap": "người lập",
    "mo_ta": "mô tả",
    "dinh_dang": "mức độ tin cậy",
    "du_phong": "bản dự phòng",
    "tinh_trang": "tình trạng vật lý",
    "so_to": "số tờ",
    "so_trang": "số trang",
    "ky_hieu_thong_tin": "ký hiệu thông tin",
    "ma_ho_so_giay": "mã hồ sơ giấy",
    "ly_do_thoi_han": "lý do thời hạn",
    "nop_hien_hanh": "nộp lưu trữ hiện hành",
    "nop_lich_su": "nộp lưu trữ lịch sử",
}
_DAY: Final = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_VALUES: Final = {
    "chi_bo": "chi bộ",
    "chinh_quyen": "chính quyền",
    "dang": "Đảng",
    "dang_sinh_hoat": "đang sinh hoạt",
    "doan_the": "đoàn thể",
    "htxs": "Hoàn thành xuất sắc nhiệm vụ",
    "htt": "Hoàn thành tốt nhiệm vụ",
    "htn": "Hoàn thành nhiệm vụ",
    "khtn": "Không hoàn thành nhiệm vụ",
    "tu_danh_gia": "tự đánh giá",
    "de_xuat": "đề xuất",
    "quyet_dinh": "quyết định",
    "cbccvc": "cán bộ, công chức, viên chức",
    **{status.value: words for status, words in STATUS_NAMES.items()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterChange:
    """A register of which entries came, went or changed."""

    name: str
    entries: tuple[Change, ...]


def registers(old: DossierSnapshot, new: DossierSnapshot) -> Iterator[RegisterChange]:
    """Yield the card, every register, and the roster, of which something differs."""
    if changes := tuple(_of_card(old, new)):
        yield RegisterChange(name="Thông tin hồ sơ", entries=changes)
    for attribute, name in _REGISTERS.items():
        was, now = (_entries(getattr(one, attribute)) for one in (old, new))
        if changes := tuple(_changes(was, now)):
            yield RegisterChange(name=name, entries=changes)
    was, now = (_of_roster(one) for one in (old, new))
    if changes := tuple(_changes(was, now)):
        yield RegisterChange(name="Danh sách tổ chức, đảng viên", entries=changes)


def _of_card(old: DossierSnapshot, new: DossierSnapshot) -> Iterator[Change]:
    was, now = (dict(leaves(base.plain(one.card))) for one in (old, new))
    for name in dict.fromkeys((*was, *now)):
        if was.get(name, "") != now.get(name, ""):
            yield Change(_CARD_WORDS.get(name, _named(name)), was.get(name, ""), now.get(name, ""))


def _changes(
    was: Mapping[str, Mapping[str, Any]], now: Mapping[str, Mapping[str, Any]]
) -> Iterator[Change]:
    for key in dict.fromkeys((*was, *now)):
        old, new = was.get(key), now.get(key)
        if old is None or new is None:
            yield Change(key, _words(old), _words(new))
        elif old != new:
            same = {name for name in old.keys() & new.keys() if old[name] == new[name]}
            yield Change(key, _words(old, same), _words(new, same))


def _entries(register: tuple[object, ...]) -> dict[str, Mapping[str, Any]]:
    """Return the entries of a register by what tells one from another."""
    found: dict[str, Mapping[str, Any]] = {}
    for entry in register:
        plain = base.plain(entry)
        names = [
            _VALUES.get(str(plain[key]), str(plain[key])) for key in _KEYS[:-1] if plain.get(key)
        ]
        key = " ".join(names[:1] if "ma" in plain else names) or str(plain.get(_KEYS[-1], "mục"))
        count = sum(1 for one in found if one == key or one.startswith(f"{key} #"))
        found[f"{key} #{count + 1}" if count else key] = plain
    return found


def _of_roster(snapshot: DossierSnapshot) -> dict[str, Mapping[str, Any]]:
    """Return the organisation and its members, each with the newest of its states."""
    roster = snapshot.roster
    if roster is None:
        return {}
    found = {roster.organisation.code: base.plain(roster.organisation.states[-1])}
    for member in roster.members:
        if member.states:
            newest = member.states[-1]
            found[f"{newest.full_name} (thẻ {member.card})"] = base.plain(newest)
    return found


def _words(entry: Mapping[str, Any] | None, same: Set[str] = frozenset()) -> str:
    """Return an entry in words, without what is the `same` on both sides."""
    if entry is None:
        return ""
    told = {key: value for key, value in entry.items() if key not in _SILENT | same}
    return "; ".join(f"{_named(name)}: {said}" for name, said in leaves(told) if said != "không")


def _named(path: str) -> str:
    return " ".join(_WORDS.get(part, part.replace("_", " ")) for part in path.split("."))


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted path, words) of every value inside plain data; lists count from 1."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value, 1):
            yield from leaves(inner, f"{path}.{number}" if len(value) > 1 else path)
    elif value not in (None, ""):
        yield path, _word(value)


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    words = str(value)
    if day := _DAY.fullmatch(words):
        return "/".join(reversed(day.groups()))
    return _VALUES.get(words, words)
