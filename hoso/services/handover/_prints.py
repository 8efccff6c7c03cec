"""PDF copies in the package: one a dossier, all made together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from hoso.bag import BagWriter
from hoso.errors import MissingProgramError, Problem
from hoso.services import printing
from hoso.services.handover._scope import Chosen
from hoso.services.printing import Printed
from hoso.workspace import Act, Workspace

PRINTS: Final = "ban-in"


def put_prints(
    ws: Workspace, bag: BagWriter, going: Chosen, act: Act, hints: list[str]
) -> set[str]:
    """Put in a PDF of every dossier that has papers; return the codes of those that have one.

    What could not be made, and why, goes to `hints`: a package without PDFs is a whole one.
    """
    codes = [row.card.code for row in going.rows if going.documents_of(row)]
    done: set[str] = set()
    try:
        if codes:
            printing.program(ws)
    except MissingProgramError as error:
        hints.append(f"Gói không có bản PDF. {error.message}")
        return done
    with ws.scratch() as folder:
        made = printing.print_many(ws, codes, folder, act.tick)
        loose = [one for one in _put(bag, made, going, done, hints) if not one.kept]
    if loose:
        names = ", ".join(one.dossier for one in loose)
        hints.append(f"Bản PDF không đạt PDF/A vì có phần do nơi khác làm: {names}.")
    return done


def _put(
    bag: BagWriter,
    made: Iterable[Printed | Problem],
    going: Chosen,
    done: set[str],
    hints: list[str],
) -> Iterator[Printed]:
    for one in made:
        if isinstance(one, Problem):
            hints.append(f"Thiếu trong bản PDF: {one}")
            continue
        bag.add(f"{PRINTS}/{going.names[one.dossier]}.pdf", one.path)
        one.path.unlink()
        done.add(one.dossier)
        yield one
