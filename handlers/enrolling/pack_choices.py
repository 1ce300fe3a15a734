"""A pack's `[stages]` and `[conversations]`: how often, when planning begins, and what begins by itself."""

from typing import Any

from records.programme_choices import MOST_MONTHS, MOST_WEEKS, USUAL, Asks, Choices, Every, Pace

STAGES = {
    "custody": frozenset({"planning_months"}),
    "transition": frozenset({"check_in"}),
    "community": frozenset({"check_in", "later", "later_after_weeks"}),
}
CONVERSATIONS = frozenset(one.value for one in Asks)


def read_choices(pack: dict[str, Any], faults: list[str]) -> Choices:
    """What a `programme.toml` chooses; what is wrong with it is added to `faults`."""
    stages = pack.get("stages", {})
    stages = stages if isinstance(stages, dict) else {}
    found = {name: stages.get(name, {}) for name in STAGES}
    found = {name: one if isinstance(one, dict) else {} for name, one in found.items()}
    months = found["custody"].get("planning_months", USUAL.planning_months)
    if type(months) is not int or not 0 <= months <= MOST_MONTHS:
        faults.append(f"stages.custody.planning_months is a number of months, 0 to {MOST_MONTHS}.")
        months = USUAL.planning_months
    return Choices(
        _off(pack.get("conversations", {}), faults),
        Pace(_every(found["transition"], "transition", "check_in", faults)),
        _community(found["community"], faults),
        months,
    )


def unknown_stages(stages: object) -> list[str]:
    """What stands under `[stages]` and is not known."""
    if not isinstance(stages, dict):
        return ["stages"]
    unknown = []
    for name, part in stages.items():
        if name not in STAGES or not isinstance(part, dict):
            unknown.append(f"stages.{name}")
        else:
            unknown += [f"stages.{name}.{key}" for key in part if key not in STAGES[name]]
    return unknown


def _community(part: dict[str, Any], faults: list[str]) -> Pace:
    first = _every(part, "community", "check_in", faults)
    after = part.get("later_after_weeks")
    if ("later" in part) != (after is not None):
        faults.append(
            "stages.community.later and .later_after_weeks belong together: write both, or neither."
        )
        return Pace(first)
    if after is None:
        return Pace(first)
    if type(after) is not int or not 1 <= after <= MOST_WEEKS:
        faults.append(f"stages.community.later_after_weeks is a number of weeks, 1 to {MOST_WEEKS}.")
        return Pace(first)
    later = _every(part, "community", "later", faults)
    order = tuple(Every)
    if order.index(later) < order.index(first):
        faults.append("stages.community.later is less often than check_in, or as often; not more.")
    return Pace(first, later, after)


def _every(part: dict[str, Any], stage: str, key: str, faults: list[str]) -> Every:
    value = part.get(key, Every.WEEKLY)
    if value in tuple(Every):
        return Every(value)
    faults.append(f"stages.{stage}.{key} is one of: {', '.join(Every)}.")
    return Every.WEEKLY


def _off(part: object, faults: list[str]) -> frozenset[Asks]:
    if not isinstance(part, dict):
        return frozenset()
    wrong = [key for key, value in part.items() if key in CONVERSATIONS and type(value) is not bool]
    faults += [f"conversations.{key} is true or false." for key in wrong]
    return frozenset(Asks(key) for key, value in part.items() if key in CONVERSATIONS and value is False)
