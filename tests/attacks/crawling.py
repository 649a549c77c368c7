"""Every page that one visitor comes to by following links."""

import functools
import io
import re
from html import unescape

import pypdf
from django.urls import Resolver404, resolve

LINK = re.compile(r'href="(/[^"#]*)')
STARTS = (
    "/",
    "/reports/",
    "/my/",
    "/my/meetings/",
    "/staff/",
    "/officer/",
    "/board/",
    "/staff/lists/",
)
# These end the visit, or belong to signing in.
LEFT_OUT = re.compile(r"^/(sign-out|accounts/|sign-in|static|admin)|\?format=|logout")


def text_of(response):
    """Return what a reader finds in an answer: the words of a page, of a PDF, or of any other file."""
    content = response.getvalue()
    if response.headers.get("Content-Type", "").startswith("application/pdf"):
        return text_of_pdf(content)
    return unescape(content.decode(errors="replace"))


@functools.lru_cache(maxsize=32)
def text_of_pdf(content):
    """Return the words of a PDF; every visitor is served the same file, and it is read once."""
    return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)


def crawl(client, starts=STARTS, most=600):
    """Return {address: text} of all that a visitor can reach; the same page with other filters is read once."""
    waiting, found, seen = list(starts), {}, set()
    while waiting and len(found) < most:
        address = unescape(waiting.pop(0))
        if address in seen or LEFT_OUT.search(address):
            continue
        seen.add(address)
        response = client.get(address, follow=True)
        if response.status_code not in {200, 409, 410}:
            continue
        found[address] = text = text_of(response)
        for link in LINK.findall(text):
            path = link.partition("?")[0]
            if path not in seen and path not in waiting and _is_ours(path):
                waiting.append(path)
    assert len(found) < most, "the crawl did not come to its end"
    return found


@functools.cache
def _is_ours(path):
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
