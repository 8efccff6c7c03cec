"""The words by which a sentence of a review says that something went wrong."""

from __future__ import annotations

import re
from typing import Final

# By these a sentence says that something went wrong; toned, for «còn» is not «con».
CUES: Final = re.compile(
    r"\b(?:chưa|còn|không|chậm|thiếu|ít|(?<!chủ )yếu|kém|hạn chế|thấp|hay|đôi (?:lúc|khi)|có (?:lúc|khi|nơi|thời điểm)"
    r"|nể nang|ngại|né tránh|buông lỏng|lỏng lẻo|hình thức|sơ sài|lúng túng|bị động|thụ động|trễ|muộn|sai"
    r"|vi phạm|để xảy ra|nóng nảy|nóng vội|qua loa|đại khái|nặng về|dễ dãi|mất|tồn đọng|quá hạn|bỏ sót"
    r"|xuê xoa|ỷ lại|đùn đẩy|lãng phí|thất thoát|chồng chéo|rườm rà|vướng mắc|khó khăn|giảm|trùng|lệch"
    r"|gián đoạn|phụ thuộc|kéo dài|chung chung|máy móc|dàn trải|manh mún|cục bộ|chủ quan|bất cập)\b",
    re.IGNORECASE,
)
_BARE_CUES: Final = re.compile(
    r"\b(?:chua|khong|cham|thieu|(?<!chu )yeu|kem|han che|thap|doi (?:luc|khi)|co (?:luc|khi|noi)|ne nang|ngai|buong long"
    r"|hinh thuc|so sai|lung tung|bi dong|tre|muon|sai sot|vi pham|de xay ra|nong nay|qua loa|ton dong|con)\b"
)


def has_cue(value: str) -> bool:
    """Return whether a text says that something went wrong, also when typed without marks."""
    return CUES.search(value) is not None or (
        value.isascii() and _BARE_CUES.search(value.lower()) is not None
    )
