"""Whom the figures are about: members, grassroots organisations, cells … as papers call them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

from hoso import text


class Topic(StrEnum):
    """Đối tượng thống kê: whom one table counts."""

    MEMBERS = "dang_vien"
    PROBATIONARY = "dang_vien_du_bi"
    DISTRICT = "to_chuc_cap_huyen"
    GRASSROOTS = "to_chuc_co_so"
    CELLS = "chi_bo"
    BODIES = "to_chuc_dang"
    COLLECTIVES = "tap_the"
    PERSONS = "ca_nhan"


TOPIC_NAMES: Mapping[Topic, str] = MappingProxyType(
    {
        Topic.MEMBERS: "đảng viên",
        Topic.PROBATIONARY: "đảng viên dự bị",
        Topic.DISTRICT: "tổ chức đảng cấp huyện",
        Topic.GRASSROOTS: "tổ chức cơ sở đảng",
        Topic.CELLS: "chi bộ",
        Topic.BODIES: "tổ chức đảng",
        Topic.COLLECTIVES: "tập thể lãnh đạo, quản lý",
        Topic.PERSONS: "cá nhân cán bộ lãnh đạo, quản lý",
    }
)
_CALLED: tuple[tuple[Topic, str], ...] = (
    (
        Topic.DISTRICT,
        r"(?:to chuc dang|dang bo|dang uy)(?: truc thuoc)? (?:cap )?huyen(?: va tuong duong)?",
    ),
    (
        Topic.GRASSROOTS,
        r"(?:chi bo, )?(?:to chuc co so dang|to chuc dang co so|dang bo co so|chi bo co so)|tccsd|tcsd|"
        r"co so dang|chi(?: bo)?,? (?:va )?dang bo(?: co so)?",
    ),
    (Topic.PROBATIONARY, r"dang vien du bi"),
    (Topic.MEMBERS, r"dang vien|dv"),
    (Topic.CELLS, r"chi bo(?: truc thuoc)?"),
    (Topic.COLLECTIVES, r"tap the(?: lanh dao,? quan ly)?"),
    (Topic.PERSONS, r"(?:ca nhan )?can bo lanh dao,? quan ly|ca nhan(?: lanh dao,? quan ly)?"),
    (Topic.BODIES, r"to chuc dang|dang bo|dang uy truc thuoc"),
)
_FINDER = re.compile(
    "|".join(f"(?P<t{n}>\\b(?:{words})\\b)" for n, (_, words) in enumerate(_CALLED))
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text names a topic; places are those of the folded letters."""

    topic: Topic
    start: int
    end: int


def mentions(folded: str) -> list[Mention]:
    """Return where a folded text names topics, in reading order."""
    return [
        Mention(_CALLED[int((one.lastgroup or "t0")[1:])][0], one.start(), one.end())
        for one in _FINDER.finditer(folded)
    ]


@lru_cache(maxsize=1024)
def topics(words: str) -> frozenset[Topic]:
    """Return the topics that a title or label names."""
    return frozenset(one.topic for one in mentions(text.fold(text.squeeze(words))))
