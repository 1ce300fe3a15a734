"""The command menu that Telegram shows beside the text box.

Telegram chooses by the language of somebody's app. Whoever has an app in another language than ours sees the
menu in the language that the programmes here speak, so that it goes with what is said in the chat.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select
from sqlmodel import col

from conversations.sentences import MENU
from conversations.wording import Wording
from records import tables as t

_USUAL = "en-US"


def telegram_menus(wording: Wording, usual: str = _USUAL) -> Mapping[str, Sequence[tuple[str, str]]]:
    """By language (two letters; "" for everybody else), each command and what it does."""
    return {
        code: [(word, wording.render(language, line)) for word, line in MENU.items()]
        for code, language in {"": usual, "es": "es"}.items()
    }


def usual_language(connection: Connection) -> str:
    """The language of all programmes here; where they have several, American English."""
    spoken = set(connection.execute(select(col(t.Programme.language))).scalars())
    return spoken.pop() if len(spoken) == 1 else _USUAL
