"""What Windows and FAT32 sticks cannot hold; a warning, for elsewhere it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from hoso.errors import Problem
from hoso.fixity._bag_tags import damage
from hoso.fixity._digests import Leaf

# The largest file that FAT32 holds, in bytes.
FAT_LIMIT: Final = (1 << 32) - 1
# Characters of a path, drive letter (`E:\\`) and the bag's own name counted; Windows takes 260.
_LONGEST: Final = 240
_DRIVE: Final = 3
_RESERVED: Final = re.compile(
    r"(?i)(?:^|/)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.[^/]*)?(?:/|$)|[<>:\"|?*\\\x00-\x1f]|[. ](?:/|$)"
)


def unfit(bag: str, leaves: Mapping[str, Leaf]) -> Iterator[Problem]:
    """Yield the files of a bag that some medium or Windows could not hold under their names."""
    room = _LONGEST - _DRIVE - len(bag) - 1
    for path, leaf in leaves.items():
        if len(path) > room:
            text = f"Đường dẫn dài hơn {_LONGEST} ký tự khi để trong thư mục gói: Windows có thể không mở được."
            yield damage("BW08", path, text)
        if leaf.size > FAT_LIMIT:
            text = "Tệp từ 4 GiB trở lên: thẻ nhớ định dạng FAT32 không chứa được, hãy dùng exFAT."
            yield damage("BW09", path, text)
        if _RESERVED.search(path):
            text = "Windows không dùng được tên này (tên dành riêng hoặc ký tự cấm)."
            yield damage("BW10", path, text)
