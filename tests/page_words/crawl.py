"""Walking every link of the portal as one person, with GET alone; what a request writes is rolled back."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import transaction
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.page_words.words import words_of_file, words_of_page

# How many of a page's query strings are followed: filters and pages of a list multiply.
QUERIES = 8
# What a link carries along that leads to no other page.
NO_PLACE = ("next=", "draft=", "_changelist_filters=")
# Signing in and out, secrets made by chance, the switch of how pages are shown, a page for each audit row.
LEFT_OUT = re.compile(
    r"/sign-out/|/sign-in/(second-factor|code|link)/|/admin/(logout|jsi18n)/|/admin/accounts/auditentry/\d|/display/|/static/"
)
# The same for everybody: the first to come reads it, who has not signed in.
SAMPLE = re.compile("/sign-in/sample/")


@dataclass(frozen=True)
class Answer:
    """What one address gave: its status, the lines of its words, and where it leads."""

    status: int
    lines: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


def visit(client, address):
    """Open an address and return what it gave, undoing whatever the visit wrote."""
    with transaction.atomic():
        answer = read(client.get(address))
        transaction.set_rollback(True)
    return answer


def read(response):
    if response.has_header("Location"):
        return Answer(response.status_code, (f"to {response['Location']}",), (response["Location"],))
    if response.status_code >= 500 and response.exc_info:
        return Answer(response.status_code, (repr(response.exc_info[1]),))
    content = b"".join(response)  # Django's test client closes it; doing so again would close the connection
    if response.status_code != 200:
        return Answer(response.status_code)
    kind = response.get("Content-Type", "").partition(";")[0]
    lines, links = words_of_page(content.decode()) if kind == "text/html" else (words_of_file(kind, content), ())
    return Answer(200, tuple(lines), tuple(links))


def own_address(link, page):
    """Return the address a link of a page leads to, without its place there; None where it is not ours to open."""
    parts = urlsplit(urldefrag(urljoin(page, link))[0])
    if parts.scheme or parts.netloc or not parts.path.startswith("/") or LEFT_OUT.match(parts.path):
        return None
    wanted = [pair for pair in parts.query.split("&") if pair and not pair.startswith(NO_PLACE)]
    return f"{parts.path}?{'&'.join(wanted)}" if wanted else parts.path


def plain_addresses(resolver=None, prefix=""):
    """Yield every address of the portal that takes no argument, so that a page nobody links to is seen too."""
    for entry in (resolver or get_resolver()).url_patterns:
        if not isinstance(entry, URLPattern):
            yield from plain_addresses(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif entry.name:
            try:
                yield reverse(f"{prefix}{entry.name}")
            except NoReverseMatch:
                continue


@dataclass
class Walk:
    """One person's way through the portal."""

    client: object
    is_signed_in: bool = False
    answers: dict[str, Answer] = field(default_factory=dict)
    queries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def all_from(self, addresses):
        """Open these addresses and all they lead to: first those without a query string, then some of each with one."""
        waiting = list(addresses)
        while waiting:
            self._open_all(waiting)
            waiting = [
                address for same in self.queries.values() for address in sorted(same)[:QUERIES] if self._is_new(address)
            ]

    def _open_all(self, waiting):
        """Open these and what they lead to; a query string found on the way waits for its turn."""
        while waiting:
            address = waiting.pop()
            if not self._is_new(address):
                continue
            self.answers[address] = visit(self.client, address)
            for link in self.answers[address].links:
                found = own_address(link, address)
                if found and "?" in found:
                    self.queries[found.partition("?")[0]].add(found)
                elif found and self._is_new(found):
                    waiting.append(found)

    def _is_new(self, address):
        if LEFT_OUT.match(address) or (self.is_signed_in and SAMPLE.match(address)):
            return False
        return address not in self.answers
