"""The card that is handed out: how anybody joins by texting a word or scanning a square.

Nothing on it says what the programme is about: a card lies on tables, as a phone does.
"""

from urllib.parse import quote

import segno
from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from console.pages import desk_of, page
from console.signing import SignedIn
from handlers.desk import house_rules
from records.kinds import Channel

router = APIRouter()


@router.get("/card", response_class=HTMLResponse)
def card(request: Request, viewer: SignedIn) -> Response:
    """A page to print."""
    desk = desk_of(request)
    with desk.read() as connection:
        word = house_rules.read(connection, viewer.programme_id).join_word
    ways = []
    if word and desk.text_number:
        # The form that phones of both makes open with the word already written (RFC 5724, and iOS's "&").
        link = f"sms:{desk.text_number}?&body={quote(word)}"
        ways.append((f"Text {word} to {desk.text_number}", _square(link)))
    bot = desk.bot_name() if word and Channel.TELEGRAM in desk.ways else ""
    if bot:
        link = f"https://t.me/{bot}?start={quote(word)}"
        ways.append((f"Telegram: t.me/{bot}", _square(link)))
    return page(request, "card.html", viewer, word=word, ways=ways)


def _square(link: str) -> Markup:
    drawn = segno.make(link, error="m").svg_inline(scale=5, border=4, light="#fff", dark="#000")
    return Markup(drawn)  # noqa: S704 - segno's own drawing of a link that we made
