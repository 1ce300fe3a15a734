"""`python -m tests.reference`: write docs/reference/conversations.md and mission.md anew."""

from tests.reference import conversations, mission

conversations.PAGE.write_text(conversations.page(), encoding="utf-8")
mission.PAGE.write_text(mission.page(), encoding="utf-8")
