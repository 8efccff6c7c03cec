"""Every printed percentage recomputed: of what, how it was rounded, or what would explain it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from hoso import text
from hoso.proofing import _bases, _claims
from hoso.proofing._bases import Base
from hoso.proofing._claims import Claim, Reckoning
from hoso.proofing._items import NAMES
from hoso.proofing._judge import Result, Verdict, Way, judge, recomputed
from hoso.proofing._printed import Manner, Printed, parse
from hoso.proofing._table import Computed, Finding, Gathered, Share, Unchecked, note

_CODES: Final = {Way.CUT: "S011", Way.ROUNDED: "S012"}
_RANK: Final = {Result.MATCHES: 0, Result.ROUNDED: 1, Result.WRONG: 2}
_RATIO_DIGITS: Final = 2  # decimals of a ratio that make whole percents
_DIVIDED: Final = "chia cho"


def check(under: Reckoning, found: Gathered) -> None:
    """Recompute every percentage of a table under one reading of the highest level."""
    for number, share in enumerate(under.table.shares):
        printed = parse(share.printed)
        if printed is None:
            found.unchecked.append(_unread(number, share))
            continue
        label = _claims.understood(share, under.table)
        _check(Claim(number, share, printed, label, under), found)


def matches(share: Share, part: int, whole: int) -> bool:
    """Return whether a percentage with decimals is that of `part` in `whole`, rounded or cut off."""
    printed = parse(share.printed)
    if printed is None or not printed.digits or not whole or share.whole not in {None, whole}:
        return False
    return judge(printed, Fraction(part * 100, whole)).result is not Result.WRONG


def _unread(number: int, share: Share) -> Unchecked:
    reason = f"không đọc được «{share.printed}» là một tỷ lệ" if share.printed else "không in tỷ lệ"
    return Unchecked(
        label=share.label, printed=share.printed, reason=reason, share=number, place=share.place
    )


def _check(claim: Claim, found: Gathered) -> None:
    found.findings += _claims.contradictions(claim)
    part, whole = claim.part, claim.whole
    if claim.is_only_counts:
        _open(claim, found, "chỉ in số lượng, không in tỷ lệ")
    elif part is None:
        _open(claim, found, "không in số lượng (tử số) của tỷ lệ này")
    elif part < 0 or (whole or 0) < 0:
        found.findings.append(_finding_of_counts(claim, "S004", "số lượng không thể âm"))
    elif whole is not None:
        _explicit(claim, found, part, whole)
    elif claim.share.foreign:
        _open(claim, found, "mẫu số nằm ngoài bảng")
    else:
        _inferred(claim, found, part)


def _open(claim: Claim, found: Gathered, reason: str) -> None:
    share = claim.share
    found.unchecked.append(
        Unchecked(
            label=claim.name,
            printed=share.printed,
            reason=reason,
            share=claim.number,
            place=share.place,
        )
    )


def _explicit(claim: Claim, found: Gathered, part: int, whole: int) -> None:
    if whole == 0 and part > 0:
        said = f"{text.thousands(part)} trên tổng 0 là không thể"
        found.findings.append(_finding_of_counts(claim, "S018", said))
    elif whole == 0:
        _open(claim, found, "mẫu số là 0 nên không có tỷ lệ")
    else:
        verdict = _verdict(claim, part, whole)
        _record(claim, found, Base("", whole), verdict)
        if verdict.result is Result.MATCHES and part > whole:
            said = f"{claim.name}: tử số {part} lớn hơn mẫu số {whole}; hãy xem lại."
            found.notes.append(note("S107", claim.name, said))


def _is_telling(claim: Claim, part: int, base: Base, verdict: Verdict) -> bool:
    """Return whether a match with a base that is only likely can hardly be chance."""
    exact = claim.printed.value * base.value == part * 100
    return verdict.result is Result.MATCHES and (exact or claim.printed.digits > 0)


def _as_ratio(claim: Claim) -> Printed | None:
    """Return a percentage printed without a sign read as the ratio of its counts."""
    printed = claim.printed
    if printed.manner is not Manner.EXACT or printed.ratio or printed.digits < _RATIO_DIGITS:
        return None
    if not 0 < printed.value < 1 or "%" in claim.share.printed:
        return None
    return replace(printed, value=printed.value * 100, digits=printed.digits - 2)


def _verdict(claim: Claim, part: int, whole: int) -> Verdict:
    """Judge a percentage; `0,9182` without a sign may be the ratio itself."""
    true = Fraction(part * 100, whole)
    verdict = judge(claim.printed, true)
    if verdict.result is not Result.WRONG or (as_ratio := _as_ratio(claim)) is None:
        return verdict
    again = judge(as_ratio, true)
    return verdict if again.result is Result.WRONG else again


def _finding_of_counts(claim: Claim, code: str, said: str) -> Finding:
    return Finding(
        code=code,
        label=claim.name,
        message=f"{claim.name}: {said}.",
        printed=claim.share.printed,
        place=claim.share.place,
        quote=claim.share.quote,
    )


def _inferred(claim: Claim, found: Gathered, part: int) -> None:
    """Judge a percentage whose base was not printed, by the bases that such a figure can have."""
    bases, complete = _claims.candidates(claim)
    judged = [(base, _verdict(claim, part, base.value)) for base in bases]
    judged.sort(key=lambda one: _RANK[one[1].result])
    if judged and (complete or _is_telling(claim, part, *judged[0])):
        _record(claim, found, *judged[0])
        return
    reason = "không rõ mẫu số của tỷ lệ này"
    if judged and judged[0][1].result is Result.ROUNDED:
        base, verdict = judged[0]
        reason += f"; nếu chia cho {base.name} {text.thousands(base.value)} thì {verdict.reason}"
    _open(claim, found, reason)


def _record(claim: Claim, found: Gathered, base: Base, verdict: Verdict) -> None:
    """Note how a percentage came out, and the finding if it is not the right one."""
    part, figures = claim.part or 0, claim.table.figures
    used = {claim.label.item} if claim.label.item and part else set()
    used |= {item for item, value in figures.items() if value == base.value}
    found.computed.append(
        Computed(
            label=claim.name,
            printed=claim.share.printed,
            recomputed=recomputed(Fraction(part * 100, base.value)),
            result=verdict.result,
            way=verdict.way,
            items=frozenset(used),
            share=claim.number,
            item=claim.label.item,
            part=part,
            whole=base.value,
            value=claim.printed,
        )
    )
    if verdict.result is not Result.MATCHES:
        found.findings.append(_finding(claim, base, verdict))
    found.notes += _remarks(claim, Fraction(part * 100, base.value), base, verdict)


def _remarks(claim: Claim, true: Fraction, base: Base, verdict: Verdict) -> Iterator[Finding]:
    """Yield what is odd about a percentage though it may be right."""
    likely, figures = claim.share.likely, claim.under.figures
    if likely is not None and figures.get(likely, base.value) != base.value:
        said = f"chia cho {text.thousands(base.value)}, không phải cho {NAMES[likely]} "
        said += f"{text.thousands(figures[likely])} vừa nêu"
        yield note("S106", claim.name, f"{claim.name}: {said}.")
    if verdict.result is not judge(claim.printed, true).result:
        said = f"{claim.name}: «{claim.share.printed}» là tỷ số, chưa nhân 100."
        yield note("S108", claim.name, said)


def _finding(claim: Claim, base: Base, verdict: Verdict) -> Finding:
    part = claim.part or 0
    true = Fraction(part * 100, base.value)
    wrong = verdict.result is Result.WRONG and claim.under.explain
    because = _because(claim, part, base) if wrong else []
    of = f" ({base.name})" if base.name else ""
    message = (
        f"{claim.name}: {text.thousands(part)}/{text.thousands(base.value)}{of} = "
        f"{recomputed(true).replace('.', ',')}%, in «{claim.share.printed}»; {verdict.reason}."
    )
    if because:
        message += f" Số in sẽ khớp nếu {'; hoặc '.join(because)}."
    return Finding(
        code=_code(claim.printed, verdict, because),
        label=claim.name,
        message=message,
        printed=claim.share.printed,
        recomputed=recomputed(true),
        way=verdict.way,
        place=claim.share.place,
        quote=claim.share.quote,
        result=verdict.result,
    )


def _because(claim: Claim, part: int, base: Base) -> list[str]:
    return list(_bases.explanations(claim.printed, part, base.value, claim.under.figures))


def _code(printed: Printed, verdict: Verdict, because: Sequence[str]) -> str:
    if printed.ratio:
        return "S016"
    if printed.manner is not Manner.EXACT:
        return "S015"
    if verdict.result is Result.ROUNDED:
        return _CODES.get(verdict.way, "S012")
    return "S014" if any(_DIVIDED in one for one in because) else "S013"
