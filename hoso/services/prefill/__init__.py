"""What the archive knows for each kind of document, so that no fact is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hoso.opening import on_use
from hoso.services.prefill._request import NOTICES, Request
from hoso.workspace import Workspace

if TYPE_CHECKING:
    from hoso.services.prefill._archival import contents_of, inventory_of, lists_of, parties
    from hoso.services.prefill._disposal import disposal_of
else:
    __getattr__ = on_use(
        __name__,
        {
            "_archival": "contents_of inventory_of lists_of parties",
            "_disposal": "disposal_of",
        },
    )

__all__ = [
    "PROPOSED",
    "Request",
    "contents_of",
    "disposal_of",
    "inventory_of",
    "known",
    "lists_of",
    "notices",
    "parties",
    "worked_out",
]

# What the program only proposes: a person's own words replace it without a notice.
PROPOSED = frozenset(
    {
        "hoi_nghi.ten",
        "hoi_nghi.ngay",
        "hoi_nghi.so_ban",
        "kinh_moi",
        "noi_dung",
        "noi_nhan",
        "can_cu",
        "tinh_hinh",
        "muc_dich",
        "to_chuc_thuc_hien",
        "danh_gia",
        "tong_quan",
        "kinh_gui",
        "van_de",
        "de_nghi",
        "cach_lam",
        "nhiem_vu",
        "kinh_trinh",
        "chu_the",
        "dieu_khoan",
        "khoi_tai_lieu",
        "kien_nghi",
        "muc_luc",
        "phong",
        "hinh_thanh",
        "nhom_het_han",
        "hoi_dong",
    }
)


def known(ws: Workspace, request: Request) -> Mapping[str, object]:
    """Return the fields that the archive can fill for this document; a kind it does not know: none."""
    from hoso.services.prefill._sources import SOURCES  # here: it loads half of the services

    source = SOURCES.get(request.info.kind)
    return source(ws, request) if source else {}


def worked_out(
    ws: Workspace, request: Request, whole: Mapping[str, object]
) -> Mapping[str, object]:
    """Return what follows from the data as completed, such as sums.

    Raise DataFieldError listing what does not add up.
    """
    from hoso.services.prefill._sources import SUMS

    sums = SUMS.get(request.info.kind)
    return sums(ws, request, whole) if sums else {}


def notices(known: Mapping[str, object]) -> tuple[str, ...]:
    """Return what `known` tells the secretary beside the fields of the document."""
    said = known.get(NOTICES)
    return tuple(map(str, said)) if isinstance(said, list) else ()
