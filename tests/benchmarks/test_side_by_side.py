"""A contender is measured only for answers that it has really kept."""

import asyncio
import sys

import pytest

from benchmarks.side_by_side.race import Contestant, running
from benchmarks.side_by_side.rounds import Contender, Wrong, check, one_round


@pytest.mark.parametrize("how", [("floor",), ("handrail", "out")])
def test_what_was_answered_is_found_again_in_the_files(how: tuple[str, ...]) -> None:
    module, *more = how
    with running({"it": Contestant(sys.executable, module, *more, people=80)}) as contestants:
        it = contestants["it"]
        it.round(0.5)
        alone = it.ask("alone 2")
        assert 0 < it.messages <= 78
        assert len(alone["seconds"]) == len(alone["cpu"]) == 2
        assert it.ask("check") == {"kept": it.messages + 2}


class _Forgetful(Contender):
    def __init__(self) -> None:
        self.said: set[int] = set()

    async def answer(self, person: int) -> None:
        if person != 3:
            self.said.add(person)

    async def kept(self, person: int) -> bool:
        return person in self.said


def test_a_contender_that_forgets_is_found_out() -> None:
    async def go() -> None:
        contender, answered, waiting = _Forgetful(), [], iter(range(6))
        done = await one_round(contender, waiting, answered, 5.0, 5)
        assert done["messages"] == len(answered)
        await check(contender, [one for one in answered if one != 3], [99])
        with pytest.raises(Wrong, match="1 of"):
            await check(contender, answered, [])
        with pytest.raises(Wrong):
            await check(contender, [1], [2])

    asyncio.run(go())
