"""Which facts others come from: what people must state so that a rule knows what it asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from hoso.facts._stated import FOLLOWING

# What meetings, deadlines and lists of the year are made from.
_MADE_FROM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "hop.so_ngay": ("hop_tap_the.so_ngay", "hop_ca_nhan.so_ngay"),
        "hop.ngay_bao_truoc": ("du_thao.ngay_gui",),
        "han.kiem_diem": ("to_chuc.tong_ket_dac_thu",),
        "tieu_bieu.so": ("tieu_bieu.danh_sach",),
        "tieu_bieu.sai_muc": ("tieu_bieu.danh_sach",),
    }
)


def with_origins(names: Iterable[str]) -> frozenset[str]:
    """Return `names` and every fact that one of them follows from or is made from."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _MADE_FROM.get(name, ())
            if name in FOLLOWING:
                waiting.append(FOLLOWING[name][0])
    return frozenset(found)
