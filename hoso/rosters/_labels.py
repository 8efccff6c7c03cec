"""The words that an office reads for stored codes, and the names of the things that change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from hoso import text
from hoso.model.roster import Category, MemberState, OrganisationState, PostSide, Standing

CATEGORY_LABELS: Mapping[Category, str] = {
    Category.LEADER: "Lãnh đạo, quản lý",
    Category.STAFF: "Công chức, viên chức, người lao động",
    Category.RETIRED: "Hưu trí",
    Category.STUDENT: "Học sinh, sinh viên",
    Category.ENTERPRISE: "Doanh nghiệp",
    Category.OTHER: "Khác",
}
STANDING_LABELS: Mapping[Standing, str] = {
    Standing.ACTIVE: "Đang sinh hoạt",
    Standing.EXEMPT: "Miễn công tác và sinh hoạt đảng",
    Standing.SUSPENDED: "Đình chỉ sinh hoạt đảng",
    Standing.SUSPENDED_FROM_COMMITTEE: "Đình chỉ sinh hoạt cấp ủy",
    Standing.TEMPORARY_ELSEWHERE: "Tạm thời sinh hoạt nơi khác",
}
KIND_LABELS: Mapping[str, str] = {
    "dang_bo_co_so": "Đảng bộ cơ sở",
    "dang_bo_bo_phan": "Đảng bộ bộ phận",
    "chi_bo_co_so": "Chi bộ cơ sở",
    "chi_bo": "Chi bộ",
}


def day_text(day: date | None) -> str:
    """Return `dd/mm/yyyy`, empty when there is none."""
    return text.short_date(day) if day else ""


MEMBER_VIEWS: Mapping[str, Callable[[MemberState], str]] = {
    "Họ và tên": lambda state: state.full_name,
    "Ngày sinh": lambda state: day_text(state.birth),
    "Giới tính": lambda state: state.gender,
    "Ngày vào Đảng": lambda state: day_text(state.admitted),
    "Ngày chính thức": lambda state: day_text(state.official),
    "Chức vụ Đảng": lambda state: state.posts_on(PostSide.PARTY),
    "Chức vụ chính quyền": lambda state: state.posts_on(PostSide.OFFICE),
    "Chức vụ đoàn thể": lambda state: state.posts_on(PostSide.UNION),
    "Đơn vị công tác": lambda state: state.unit,
    "Đối tượng": lambda state: CATEGORY_LABELS[state.category],
    "Tình trạng": lambda state: STANDING_LABELS[state.standing],
    "Ngày chuyển đi": lambda state: day_text(state.until),
    "Nơi chuyển đến/đi": lambda state: state.left_to,
    "Ghi chú": lambda state: state.remarks,
}
ORGANISATION_VIEWS: Mapping[str, Callable[[OrganisationState], str]] = {
    "Tên tổ chức đảng": lambda state: state.name,
    "Loại": lambda state: KIND_LABELS.get(state.kind, state.kind),
    "Trực thuộc": lambda state: state.parent or "",
    "Địa danh": lambda state: state.place,
    "Tỉnh": lambda state: state.province,
    "Nhiệm kỳ": lambda state: state.term,
    "Nhiệm kỳ từ": lambda state: day_text(state.term_since),
    "Nhiệm kỳ đến": lambda state: day_text(state.term_until),
    "Cấp trên trực tiếp": lambda state: state.parent_name or "",
    "Đến ngày": lambda state: day_text(state.until),
}
