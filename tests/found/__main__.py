"""`python -m tests.found`: write docs/reference/found.md and faults.md anew."""

from tests.found.listing import LISTINGS

for listing in LISTINGS:
    listing.page_file.write_text(listing.page(), encoding="utf-8")
