"""`python -m tests.found`: write docs/reference/found.md anew."""

from tests.found.listing import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
