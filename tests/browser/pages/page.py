"""What a line of the list of pages says."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True)
class Page:
    """One page: its address by name, who opens it (a first name of the sample year, none for a visitor), its object.

    `row` is called when the page is opened and returns the arguments of the address. `walk` goes the way to a page
    that only a walk through others reaches, and ends on it. `variant` tells two lines of one address apart;
    `status` is what the page itself answers.
    """

    name: str
    who: str = ""
    row: Callable[[], dict[str, Any]] = dict
    query: str | Callable[[], str] = ""
    walk: Callable[[Any], None] | None = None
    variant: str = ""
    status: int = 200

    def __str__(self):
        return "-".join(filter(None, [self.name.replace(":", "."), self.who, self.variant]))

    def path(self):
        query = self.query if isinstance(self.query, str) else self.query()
        return reverse(self.name, kwargs=self.row()) + query

    def open(self, page):
        """Go to the page in a browser."""
        if self.walk:
            self.walk(page)
        else:
            page.goto(self.path())


def press(page, name=None):
    """Press the first button of the page's own form, or the one that says NAME."""
    buttons = page.locator("main form[method=post] button")
    (buttons.filter(has_text=name) if name else buttons).first.click()
