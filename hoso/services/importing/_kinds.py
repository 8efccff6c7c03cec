"""Which kind of paper a name or a title speaks of, as secretaries shorten them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from hoso import text

# Kinds under which old papers are filed; those of reviews name faults of a collective or a person.
COLLECTIVE: Final = "kiem_diem_tap_the"
PERSONAL: Final = "kiem_diem_ca_nhan"
CONCLUSION: Final = "ket_luan"
REGISTER: Final = "so_khuyet_diem"
UNKNOWN: Final = "van_ban_cu"
NAMES: Final[Mapping[str, str]] = {
    COLLECTIVE: "Báo cáo kiểm điểm tập thể",
    PERSONAL: "Bản kiểm điểm cá nhân",
    "bien_ban_kiem_diem": "Biên bản hội nghị kiểm điểm",
    "bien_ban_hop": "Biên bản họp",
    "bien_ban_kiem_phieu": "Biên bản kiểm phiếu",
    "ke_hoach_khac_phuc": "Kế hoạch khắc phục",
    "bao_cao_khac_phuc": "Báo cáo kết quả khắc phục",
    "ke_hoach_kiem_diem": "Kế hoạch kiểm điểm",
    "goi_y_kiem_diem": "Gợi ý kiểm điểm",
    CONCLUSION: "Thông báo, kết luận của cấp có thẩm quyền",
    "quyet_dinh": "Quyết định",
    "nghi_quyet": "Nghị quyết",
    "bao_cao_tong_ket": "Báo cáo tổng kết",
    "phieu": "Phiếu đánh giá, nhận xét",
    REGISTER: "Sổ khuyết điểm",
    UNKNOWN: "Văn bản cũ chưa rõ loại",
}
PERSONAL_KINDS: Final = frozenset({PERSONAL})
_REVIEW = r"(?:tu )?(?:kiem diem|phe binh)"
# On folded words with single blanks, the first that fits counts.
_SAID: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (REGISTER, r"\bso (?:theo doi )?(?:han che|khuyet diem|ton tai)|danh muc khuyet diem"),
        ("bien_ban_kiem_phieu", r"(?:bien ban|\bbb) (?:kiem phieu|bo phieu)|kiem phieu"),
        ("goi_y_kiem_diem", r"goi y (?:noi dung )?(?:kiem diem|de kiem diem)"),
        ("bien_ban_kiem_diem", rf"(?:bien ban|\bbb) (?:hoi nghi |hop |cuoc hop )?.*(?:{_REVIEW}|\bkd\b)"),
        ("bien_ban_hop", r"bien ban|\bbb (?:hop|hn|hoi nghi|shcb|sinh hoat)|\bbbh\b"),
        ("bao_cao_khac_phuc", r"(?:bao cao|\bbc) (?:ket qua |kq |viec |tinh hinh |thuc hien )*khac phuc"),
        ("ke_hoach_khac_phuc", r"(?:ke hoach|\bkh|chuong trinh) (?:hanh dong )?(?:thuc hien )?(?:viec )?(?:khac phuc|sua chua)"),
        ("ke_hoach_kiem_diem", rf"(?:ke hoach|\bkh) (?:to chuc |tien hanh )*{_REVIEW}"),
        (CONCLUSION, r"(?:thong bao )?ket luan (?:kiem tra|giam sat|thanh tra|hoi nghi|cua)|thong bao (?:ket luan|ket qua (?:kiem tra|giam sat|kiem diem))|^(?:tb|kl) "),
        ("quyet_dinh", r"quyet dinh|\bqd\b"),
        ("nghi_quyet", r"nghi quyet|\bnq\b"),
        ("phieu", r"\bphieu\b"),
        (PERSONAL, rf"(?:ban|\bb) ?(?:tu )?{_REVIEW}(?! (?:cua )?(?:tap the|bch|btv|chi uy|dang uy|ban (?:chap hanh|thuong vu)))"
                   r"|\b(?:bkd|btkd|kdcn)\b(?! (?:tt|tap the|bch|btv|chi uy|dang uy))"
                   rf"|{_REVIEW} (?:ca nhan|dang vien|dong chi|d c|dc)|ca nhan {_REVIEW}"),
        (COLLECTIVE, rf"(?:bao cao|\bbc|ban|\bb|bckd|bkd).*(?:{_REVIEW}|\bkd\b|tap the)|\bbckd\b|{_REVIEW} (?:tap the|bch|btv|chi uy|dang uy|chi bo|dang bo)|^{_REVIEW}|\bkd (?:tap the|tt)\b"),
        ("bao_cao_tong_ket", r"(?:bao cao|\bbc) .*tong ket|tong ket"),
        (COLLECTIVE, rf"{_REVIEW}|\bkd\b"),
    )
)  # fmt: skip


def kind_in(words: str) -> str:
    """Return the kind that a name or title speaks of, "" when none."""
    folded = re.sub(r"[\W_]+", " ", text.fold(words)).strip()
    return next((kind for kind, said in _SAID if said.search(folded)), "")
