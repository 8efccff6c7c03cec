"""What Windows and FAT32 sticks cannot hold; a warning, for elsewhere it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hoso.errors import Problem
from hoso.fixity._bag_tags import damage

# The largest file that FAT32 holds, in bytes.
FAT_LIMIT: Final = (1 << 32) - 1
# Characters of a path, drive letter (`E:\\`) and the bag's own name counted; Windows takes 260.
_LONGEST: Final = 240
_DRIVE: Final = 3
_DEVICE: Final = re.compile(r"(?i)/(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)")
_FORBIDDEN: Final = re.compile(r"[<>:\"|?*\\\x00-\x1f]|[. ](?:/|$)")


def unfit(bag: str, sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield the files of a bag that some medium or Windows could not hold under their names."""
    room = _LONGEST - _DRIVE - len(bag) - 1
    # Asked of all at once first: hundreds of thousands of names, and almost always all fit.
    fit = not (sizes and _cannot_be("/".join(sizes)))
    if (
        fit
        and max(map(len, sizes), default=0) <= room
        and max(sizes.values(), default=0) <= FAT_LIMIT
    ):
        return
    for path, size in sizes.items():
        if len(path) > room:
            text = f"Đường dẫn dài hơn {_LONGEST} ký tự khi để trong thư mục gói: Windows có thể không mở được."
            yield damage("BW08", path, text)
        if size > FAT_LIMIT:
            text = "Tệp từ 4 GiB trở lên: thẻ nhớ định dạng FAT32 không chứa được, hãy dùng exFAT."
            yield damage("BW09", path, text)
        if _cannot_be(path):
            text = "Windows không dùng được tên này (tên dành riêng hoặc ký tự cấm)."
            yield damage("BW10", path, text)


def _cannot_be(path: str) -> bool:
    """Return whether some part of a path is a name that Windows cannot use."""
    return bool(_FORBIDDEN.search(path) or _DEVICE.search(f"/{path}"))
