"""Hand-over (bàn giao): one package that can be checked on paper, and its taking over."""

from hoso.services.handover._examine import Examined, Fate, Incoming, examine
from hoso.services.handover._locked import is_locked, unlock
from hoso.services.handover._matters import Matter
from hoso.services.handover._minutes import Minutes
from hoso.services.handover._pack import Packed, Wish, pack
from hoso.services.handover._receive import Received, receive
from hoso.services.handover._scope import Scope

__all__ = [
    "Examined",
    "Fate",
    "Incoming",
    "Matter",
    "Minutes",
    "Packed",
    "Received",
    "Scope",
    "Wish",
    "examine",
    "is_locked",
    "pack",
    "receive",
    "unlock",
]
