"""Requests for other versions of documents, walked to their state by the real services.

asked = a_request()                      # waiting
asked = a_sent_request()                 # sent as a file, which is offered to others
"""

from common import clock
from common.documents import check_document
from involvement.selectors import original_at
from involvement.services.requests import ask_version, refuse_version
from involvement.services.versions import make_and_send
from tests.factories import accounts
from tests.factories.walks import walked

EMAIL = {"reach": "email", "email": "reader@example.org"}
POST = {"reach": "post", "post": "1 High Street\nAshby"}


@walked
def a_request(address="/terms/", *, kind="large", by=None, now=None, **fields):
    """A request that waits, by somebody who gave an e-mail address unless another way is said."""
    original = original_at(address)
    return ask_version(original, kind=kind, by=by, now=now, **(fields if "reach" in fields else EMAIL | fields))


@walked
def a_sent_request(asked=None, *, address="/terms/", how="email", file=b"Large words.", by=None, now=None, **made):
    """One whose version was sent the same day: a text file, or with `what` a thing."""
    asked = asked or a_request(address, now=now)
    today = clock.today(now)
    made = {"made_from_on": today, "is_offered": True, **made}
    checked = None if "what" in made else check_document(file, name="large.txt")
    by = by or accounts.coordinator()
    return make_and_send(asked, made=made, checked=checked, how=how, on=today, by=by, now=now)


@walked
def a_refused_request(asked=None, *, reason="No printer for Braille near us.", by=None, now=None, **fields):
    return refuse_version(asked or a_request(now=now, **fields), reason, by=by or accounts.coordinator(), now=now)


@walked
def a_thing(*, address="/terms/", now=None):
    """A volume in Braille that was posted, and is offered to others."""
    asked = a_request(address, kind="braille", now=now, **POST)
    return a_sent_request(asked, how="post", what="one volume in Braille", now=now)
