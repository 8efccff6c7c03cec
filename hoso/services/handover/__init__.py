"""Hand-over (bàn giao): one package that can be checked on paper, and its taking over."""

from hoso.services.handover._matters import Matter
from hoso.services.handover._pack import Packed, pack
from hoso.services.handover._receive import Examined, Fate, Incoming, Received, examine, receive
from hoso.services.handover._scope import Scope

__all__ = [
    "Examined",
    "Fate",
    "Incoming",
    "Matter",
    "Packed",
    "Received",
    "Scope",
    "examine",
    "pack",
    "receive",
]
