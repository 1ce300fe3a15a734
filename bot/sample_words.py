"""Typical words for sentences where nobody real is meant: proof-reading and previews. All made up."""

from conversations.hours import WeekdayTime
from conversations.state import Value

_SAME: dict[str, Value] = {
    "name": "Robin",
    "mentor": "Alex",
    "coordinator": "Dana",
    "person": "Alex",
    "whom": "Alex",
    "who": "Anna",
    "lead": "Kim",
    "last": "Kim",
    "names": "Dana",
    "people": "Alex, Jo",
    "programme": "Lakeside Mentoring",
    "emergency": "911",
    "code": "4821",
    "link": "https://handrail.example/a/4821",
    "when": WeekdayTime(4, 18, 30),
    "word": "BLUE",
    "number": "7",
    "day": "30",
    "year": "2026",
    "messages": "140",
    "check_ins": "12",
    "goals": "3",
    "steps": "14",
    "time": "9:00",
    "clock": "6:30 PM",
    "how": "555-0142, 9-16",
    "place": "Harbor Cafe",
    "signposts": "988",
    "support": "988",
    "more": "555-0188",
}
_EN: dict[str, Value] = {
    "readers": "Dana and Kim",
    "leads": "Kim and Lou",
    "step": "call about the course on Tuesday",
    "goal": "find a place of my own",
    "promise": "a walk by the river",
    "words": "the bus may be late",
    "text": "see you at ten",
    "places": "Lakeside House, 12 Main St; Harbor House, 555-0142",
    "horizon": "In a few months",
    "gift": "a bus pass",
    "date": "September 30",
    "since": "September 30, 2026",
    "month": "September",
    "weekday": "Wednesday",
    "seen": "when they are next on",
}
_ES: dict[str, Value] = {
    "readers": "Dana y Kim",
    "leads": "Kim y Lou",
    "step": "llamar por el curso el martes",
    "goal": "encontrar un lugar propio",
    "promise": "caminar junto al lago",
    "words": "puede tardar el bus",
    "text": "nos vemos a las diez",
    "places": "Casa Lago, Calle Norte 12; Casa Puerto, 555-0142",
    "horizon": "En unos meses",
    "gift": "un pase de bus",
    "date": "30 de septiembre",
    "since": "30 de septiembre de 2026",
    "month": "septiembre",
    "weekday": "jueves",
    "seen": "en cuanto se conecte",
}


def sample(language: str, variable: str) -> Value:
    """Something typical for a variable, in that language."""
    own = _ES if language == "es" else _EN
    return own.get(variable, _SAME.get(variable, "Robin"))


def has_sample(language: str, variable: str) -> bool:
    """Whether there is something typical for a variable of that name."""
    return variable in _SAME or variable in (_ES if language == "es" else _EN)
