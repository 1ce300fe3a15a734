"""The command menu that Telegram shows beside the text box, in the person's language."""

from collections.abc import Mapping, Sequence

from conversations.fixed import MENU
from conversations.wording import Wording

# Telegram knows languages by two letters; "" is everybody else's.
_LANGUAGES = {"": "en-US", "es": "es"}


def telegram_menus(wording: Wording) -> Mapping[str, Sequence[tuple[str, str]]]:
    """By language, each command and what it does."""
    return {
        code: [(word, wording.render(language, line)) for word, line in MENU.items()]
        for code, language in _LANGUAGES.items()
    }
