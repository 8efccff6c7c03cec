"""The organisation tree with the members of each branch rolled up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hoso.errors import Problem
from hoso.statistics._plan import ORGANISATION_ROWS, TOTAL, Bin, RowPlan, Words
from hoso.statistics._table import Case, Table, flaw, listed, table

DIRECT = "Đảng viên sinh hoạt trực tiếp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """Tổ chức trong cây: `parent` is the code of the one above, `bin` its own result of the year."""

    code: str
    name: str
    kind: str
    parent: str
    bin: Bin


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Một dòng của cây: an organisation with the members in it and below it.

    `below` are the places in the list of nodes of those that add up to it, () for a leaf; `branch`
    is None for the members of a committee who are in none of its organisations.
    """

    branch: Branch | None
    depth: int
    table: Table
    below: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """Cây tổ chức: nodes from the top down, each before those below it; `lost` nobody could place."""

    nodes: tuple[Node, ...]
    lost: tuple[Case, ...] = ()

    def numbered(self) -> Iterator[tuple[str, Node]]:
        """Yield each node with its number: `2.1` is the first below the second, the top has none."""
        numbers: list[int] = []
        for node in self.nodes:
            numbers = [*numbers[: node.depth], *[0] * (node.depth - len(numbers))]
            if numbers:
                numbers[-1] += 1
            yield ".".join(map(str, numbers)), node


@dataclass(slots=True)
class _Growth:
    rows: Sequence[RowPlan]
    words: Words
    children: dict[str, list[Branch]]
    homes: dict[str, list[Case]]
    nodes: list[Node | None] = field(default_factory=list)

    def add(self, branch: Branch, depth: int) -> list[Case]:
        """Add a branch and all below it; return the members of all of it."""
        own = self.homes.pop(branch.code, [])
        children = self.children.pop(branch.code, [])
        place = len(self.nodes)
        self.nodes.append(None)
        below: list[int] = []
        whole: list[Case] = []
        if own and children:
            below.append(len(self.nodes))
            self.nodes.append(self._node(None, branch.code, own, depth + 1, ()))
        whole += own
        for child in children:
            below.append(len(self.nodes))
            whole += self.add(child, depth + 1)
        self.nodes[place] = self._node(branch, branch.code, whole, depth, tuple(below))
        return whole

    def _node(
        self,
        branch: Branch | None,
        code: str,
        cases: Sequence[Case],
        depth: int,
        below: tuple[int, ...],
    ) -> Node:
        title = branch.name if branch else DIRECT
        counted = table(code, title, cases, self.rows, self.words)
        return Node(branch=branch, depth=depth, table=counted, below=below)


def grown(
    branches: Iterable[Branch],
    root: str,
    cases: Iterable[Case],
    words: Words,
    rows: Sequence[RowPlan] = ORGANISATION_ROWS,
) -> Tree:
    """Return the tree below `root` with its members; siblings keep the order of `branches`."""
    growth = _Growth(rows, words, {}, {})
    top: Branch | None = None
    for branch in branches:
        if branch.code == root:
            top = branch
        else:
            growth.children.setdefault(branch.parent, []).append(branch)
    for case in cases:
        growth.homes.setdefault(case.home, []).append(case)
    if top:
        growth.add(top, 0)
    lost = tuple(case for rest in growth.homes.values() for case in rest)
    return Tree(nodes=tuple(node for node in growth.nodes if node), lost=lost)


def tree_flaws(tree: Tree, members: Table) -> Iterator[Problem]:
    """Yield where the tree does not add up: its total against the members', each sum against its parts."""
    total = tree.nodes[0].table.count(TOTAL) if tree.nodes else 0
    if total != members.count(TOTAL):
        yield flaw(
            "S006",
            members.title,
            f"{members.title}: tổng số {members.count(TOTAL)}, nhưng cộng theo tổ chức đảng được "
            f"{total}; ghi ở tổ chức không còn hoạt động hoặc không rõ cấp trên: "
            f"{listed(tree.lost)}. Hãy ghi lại chi bộ của những người này, hoặc cấp trên của tổ chức.",
        )
    for node in tree.nodes:
        parts = [tree.nodes[place].table for place in node.below]
        for figure in node.table.figures if parts else ():
            key = figure.plan.key
            together = sum(part.count(key) for part in parts)
            if node.table.count(key) != together:
                yield flaw(
                    "S006",
                    node.table.title,
                    f"{node.table.title}: «{figure.label}» {node.table.count(key)}, các tổ chức trực "
                    f"thuộc cộng lại {together} ({', '.join(part.title for part in parts)}).",
                )
