"""BagIt 1.0 bags (RFC 8493) written: one pass over each file, sealed, and read again from the medium."""

from hoso.bag._fingerprint import MANIFEST, fingerprint, grouped, is_same
from hoso.bag._write import FAT_LIMIT, BagWriter, Sealed

__all__ = ["FAT_LIMIT", "MANIFEST", "BagWriter", "Sealed", "fingerprint", "grouped", "is_same"]
