"""What a person is asked of an old paper: each thing that it seems to say, to be confirmed or put right."""

from __future__ import annotations

from collections.abc import Iterator

from hoso import text
from hoso.model.pending import Guess, Proposal, ProposedFault, Sureness
from hoso.model.template import Question
from hoso.services.importing import _kinds

FAULT = "khuyet_diem"
_ASKED = {
    "loai": ("kind", "Loại văn bản"),
    "nam": ("year", "Năm kiểm điểm"),
    "to_chuc": ("organisation", "Tổ chức đảng"),
    "nguoi": ("person", "Đảng viên"),
}
_SURE = {
    Sureness.CERTAIN: "chắc",
    Sureness.LIKELY: "có lẽ",
    Sureness.UNKNOWN: "chưa rõ",
}


def questions(proposal: Proposal) -> tuple[Question, ...]:
    """Return everything that is to be confirmed; a register of faults is taken or rejected whole."""
    return tuple(_questions(proposal))


def _questions(proposal: Proposal) -> Iterator[Question]:
    register = proposal.kind.value == _kinds.REGISTER
    for name, (attribute, label) in _ASKED.items():
        guess: Guess = getattr(proposal, attribute)
        wanted = name != "nguoi" or guess.value or is_personal(proposal.kind.value)
        if wanted and (name == "loai" or not register):
            yield _asked(name, label, guess)
    for number, fault in enumerate(proposal.faults, start=1):
        yield Question(name=f"{FAULT}.{number}", words=f"Khuyết điểm {number}: {_shown(fault)}")


def is_personal(kind: str) -> bool:
    """Return whether papers of a kind are one person's."""
    return kind in _kinds.PERSONAL_KINDS


def _asked(name: str, label: str, guess: Guess) -> Question:
    if not guess.value:
        return Question(name=name, words=f"{label}: chưa rõ, hãy nêu.")
    shown = _kinds.NAMES.get(guess.value, guess.value)
    words = f"{label}: {shown} ({_SURE[guess.sure]}; theo {guess.basis or 'nội dung'})."
    return Question(name=name, words=words, choices=(guess.value,), text=guess.value)


def _shown(fault: ProposedFault) -> str:
    parts = (
        fault.text,
        fault.cause and f"[nguyên nhân] {fault.cause}",
        fault.measure and f"[biện pháp] {fault.measure}",
        fault.responsibility and f"[trách nhiệm] {fault.responsibility}",
    )
    return text.squeeze(" ".join(part for part in parts if part))
