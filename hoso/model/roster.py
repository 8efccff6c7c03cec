"""Organisations and members through time (danh sách tổ chức đảng, đảng viên)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from msgspec import Struct, field

# `since` of a state in a RosterSheet whose file does not say from when; never stored.
UNSAID = date.min


class PostSide(StrEnum):
    """Loại chức vụ: in the Party, in the authority or office, in a mass organisation."""

    PARTY = "dang"
    OFFICE = "chinh_quyen"
    UNION = "doan_the"


class Category(StrEnum):
    """Đối tượng: what decides which form a member fills (QĐ 366, Điều 7; HD 43, mục 2)."""

    LEADER = "lanh_dao"  # giữ chức vụ lãnh đạo, quản lý
    STAFF = "cbccvc"  # cán bộ, công chức, viên chức, người lao động không giữ chức vụ
    RETIRED = "huu_tri"
    STUDENT = "hoc_sinh_sinh_vien"
    ENTERPRISE = "doanh_nghiep"
    OTHER = "khac"


class Standing(StrEnum):
    """Tình trạng sinh hoạt đảng."""

    ACTIVE = "dang_sinh_hoat"
    EXEMPT = "mien_sinh_hoat"  # miễn công tác và sinh hoạt đảng
    SUSPENDED = "dinh_chi_sinh_hoat"
    SUSPENDED_FROM_COMMITTEE = "dinh_chi_cap_uy"
    TEMPORARY_ELSEWHERE = "tam_thoi_noi_khac"


class Post(Struct, frozen=True, kw_only=True):
    """Chức vụ: one post of a member."""

    title: str = field(name="ten")
    side: PostSide = field(name="loai")


class OrganisationState(Struct, frozen=True, kw_only=True):
    """What was true of an organisation from `since` to `until` (inclusive; None: still)."""

    since: date = field(name="tu")
    until: date | None = field(name="den", default=None)
    name: str = field(name="ten")
    kind: str = field(name="loai")  # dang_bo_co_so, dang_bo_bo_phan, chi_bo, chi_bo_co_so
    parent: str | None = field(name="truc_thuoc", default=None)  # code, or None at the top
    parent_name: str | None = field(name="ten_cap_tren", default=None)  # the body above the top
    place: str = field(name="dia_danh", default="")
    province: str = field(name="tinh", default="")
    term: str = field(name="nhiem_ky", default="")  # "2020-2025"
    term_since: date | None = field(name="nhiem_ky_tu", default=None)
    term_until: date | None = field(name="nhiem_ky_den", default=None)


class Organisation(Struct, frozen=True, kw_only=True):
    """Tổ chức đảng: a party committee or cell, under one code for ever."""

    code: str = field(name="ma")
    states: tuple[OrganisationState, ...] = field(name="lich_su")
    # The day of the newest roster file that spoke of it; older files may not contradict that.
    seen: date | None = field(name="tinh_den", default=None)

    def at(self, day: date) -> OrganisationState | None:
        """Return what was true on `day`, None when it did not exist."""
        return _at(self.states, day)


class MemberState(Struct, frozen=True, kw_only=True):
    """What was true of a member in one organisation from `since` to `until` (inclusive)."""

    since: date = field(name="tu")
    until: date | None = field(name="den", default=None)
    organisation: str = field(name="to_chuc")
    full_name: str = field(name="ho_ten")
    birth: date | None = field(name="ngay_sinh", default=None)
    gender: str = field(name="gioi_tinh", default="")
    admitted: date | None = field(name="ngay_ket_nap", default=None)
    official: date | None = field(name="ngay_chinh_thuc", default=None)
    posts: tuple[Post, ...] = field(name="chuc_vu", default=())
    unit: str = field(name="don_vi_cong_tac", default="")
    category: Category = field(name="doi_tuong", default=Category.STAFF)
    standing: Standing = field(name="tinh_trang", default=Standing.ACTIVE)
    left_to: str = field(name="chuyen_den", default="")
    remarks: str = field(name="ghi_chu", default="")

    @property
    def titles(self) -> str:
        """Return the titles of all posts, joined by `; `."""
        return "; ".join(post.title for post in self.posts)

    def posts_on(self, side: PostSide) -> str:
        """Return the titles of the posts on one side, joined by `; `."""
        return "; ".join(post.title for post in self.posts if post.side is side)


class Member(Struct, frozen=True, kw_only=True):
    """Đảng viên: a member under the number of the party card (số thẻ), for ever."""

    card: str = field(name="so_the")
    states: tuple[MemberState, ...] = field(name="lich_su")

    def at(self, day: date) -> MemberState | None:
        """Return what was true on `day`, None when the member was in no known organisation."""
        return _at(self.states, day)


class OrganisationRoster(Struct, frozen=True, kw_only=True):
    """Danh sách of one organisation as stored in its own dossier (`danh_sach.json`).

    A member who moved has states in the rosters of both organisations.
    """

    organisation: Organisation = field(name="to_chuc")
    members: tuple[Member, ...] = field(name="dang_vien", default=())


class Roster(Struct, frozen=True, kw_only=True):
    """Several organisations and the members known in them, each member once."""

    organisations: tuple[Organisation, ...] = field(name="to_chuc", default=())
    members: tuple[Member, ...] = field(name="dang_vien", default=())


class RosterSheet(Struct, frozen=True, kw_only=True):
    """What one roster file says was true on `day`.

    States there have `until` only if the file says; `since` is UNSAID when it does not.
    """

    day: date | None = field(name="tinh_den")
    organisations: tuple[Organisation, ...] = field(name="to_chuc", default=())
    members: tuple[Member, ...] = field(name="dang_vien", default=())


S = TypeVar("S", OrganisationState, MemberState)


def _at(states: tuple[S, ...], day: date) -> S | None:
    for state in states:
        if state.since <= day and (state.until is None or day <= state.until):
            return state
    return None
