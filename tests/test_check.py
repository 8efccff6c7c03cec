"""The check as people ask for it: whom it is about, by which law, and how it is told."""

from __future__ import annotations

from tests.check_world import AN, CELL, DUNG, World


def test_smoke(world: World) -> None:
    world.opened().form(AN).form(DUNG).form(CELL).rate(AN, None)
    found = world.found()
    print(len(found))
    print({o["noi"] for o in found})
    print(world.of(DUNG))
