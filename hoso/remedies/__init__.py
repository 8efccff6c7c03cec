"""How far a shortcoming is: its state after any events, and what speaks against the next one.

Status words are the three lawful ones (Mẫu 01, 2A–2C, mục III, HD 43-HD/BTCTW). That somebody else
than the owner verifies, that a deadline is extended with an approval, and that the effect is judged
one cycle later by a criterion set beforehand are this program's own rules.
"""

from hoso.remedies._objections import Moment, objections
from hoso.remedies._people import person_key, same_person
from hoso.remedies._state import FaultState, state_of
from hoso.remedies._track import Track, after, is_own_word

__all__ = [
    "FaultState",
    "Moment",
    "Track",
    "after",
    "is_own_word",
    "objections",
    "person_key",
    "same_person",
    "state_of",
]
