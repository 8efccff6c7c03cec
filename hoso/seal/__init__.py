"""Niêm phong: what makes a package confidential, and its fingerprint readable by a phone.

The only room that knows pyrage (the age format, https://age-encryption.org/v1) and segno (QR codes).
"""

from hoso.seal._age import PIECE, SHORTEST, Locking, is_locked, require_passphrase, unlock
from hoso.seal._qr import qr

__all__ = ["PIECE", "SHORTEST", "Locking", "is_locked", "qr", "require_passphrase", "unlock"]
