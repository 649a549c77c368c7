"""The addresses of the governance app: who gets what, typed by hand."""

from common import clock
from governance.services.documents import load_shipped
from tests.factories import meetings


def terms_in_force():
    load_shipped(by=None)
    return {}


def terms():
    return {"pk": load_shipped(by=None)[0].pk}


def terms_slug():
    return {"slug": load_shipped(by=None)[0].document.slug}


def terms_and_a_meeting():
    there = terms()
    meetings.a_resolution(on=clock.today())
    return there
