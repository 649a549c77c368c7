"""Every page of the portal, and every address that is not one."""

from tests.browser.pages import (
    data,
    expenses,
    following,
    involvement,
    meetings,
    membership,
    public,
    signing_in,
    staff,
)
from tests.browser.pages.page import Page

__all__ = ["PAGES", "Page"]

PAGES = (
    *public.PAGES,
    *signing_in.PAGES,
    *staff.PAGES,
    *meetings.PAGES,
    *membership.PAGES,
    *expenses.PAGES,
    *involvement.PAGES,
    *data.PAGES,
    *following.PAGES,
)
