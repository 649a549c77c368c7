"""Pages of other versions of documents: asking, and the co-ordinator's."""

from involvement.models import OtherVersionRequest
from involvement.selectors import original_at
from involvement.services.requests import ask_version, refuse_version
from tests.browser.pages.page import Page
from tests.browser.pages.rows import coordinator, first

WAITING = first(OtherVersionRequest.objects.filter(status="waiting"), "reference")
SENT = first(OtherVersionRequest.objects.filter(status="sent"), "reference")
NOT_MADE = first(OtherVersionRequest.objects.filter(status="not_made"), "reference")


def to_tell():
    """A request that cannot be met, by somebody who is rung."""
    asked = OtherVersionRequest.objects.to_tell().first()
    if asked is None:
        asked = ask_version(original_at("/terms/"), kind="braille", reach="phone", phone="01632 960 000")
        asked = refuse_version(asked, "No printer near us.", by=coordinator())
    return {"reference": asked.reference}


PAGES = (
    Page("involvement:version_ask"),
    Page("involvement:version_asked", row=WAITING),
    Page("involvement:version_asked", row=SENT, variant="sent"),
    Page("involvement:request_list", "moira"),
    Page("involvement:request_enter", "moira"),
    Page("involvement:made_list", "moira"),
    Page("involvement:request_detail", "moira", WAITING),
    Page("involvement:request_detail", "moira", SENT, variant="sent"),
    Page("involvement:request_detail", "moira", NOT_MADE, variant="not-made"),
    Page("involvement:version_send", "moira", WAITING),
    Page("involvement:version_not_made", "moira", WAITING),
    Page("involvement:asker_told", "moira", to_tell),
)
