"""What a response says, as lines of words: a page's own, a PDF's, a text's."""

import functools
import io
import re
from html.parser import HTMLParser

import pypdf

IN_LINE = {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "small", "span", "strong", "sub", "sup", "time"}
SILENT = {"script", "style", "template"}
SPOKEN = ("aria-label", "alt", "title", "placeholder")


class PageWords(HTMLParser):
    """Reads a page and keeps what a person is told: text, what fields hold, what stands in for pictures."""

    def __init__(self):
        super().__init__()
        self.pieces, self.links, self._silent = [], [], 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self._silent += tag in SILENT
        self.pieces.append("" if tag in IN_LINE else "\n")
        self.pieces += [f" {given[name]} " for name in SPOKEN if given.get(name)]
        if tag == "input":
            self.pieces.append(f"{what_a_field_holds(given)}\n")
        elif tag == "option" and "selected" in given:
            self.pieces.append("[x] ")
        link = given.get("href") if tag == "a" else given.get("action") if tag == "form" else None
        if link:
            self.links.append(link)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag):
        self._silent -= tag in SILENT and self._silent > 0
        self.pieces.append("" if tag in IN_LINE else "\n")

    def handle_data(self, data):
        if not self._silent:
            self.pieces.append(data.replace("\n", " "))

    def lines(self):
        return folded("".join(self.pieces))


def what_a_field_holds(given):
    """Return what a field shows: nothing of a hidden one or of a password."""
    kind = given.get("type", "text")
    if kind in {"hidden", "password"}:
        return ""
    if kind in {"checkbox", "radio"}:
        return "[x] " if "checked" in given else "[ ] "
    return f"[{given.get('value') or ''}]"


def folded(text):
    """Return the lines that say something, each with single spaces."""
    return [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]


def words_of_page(html):
    """Return the lines of a page, and where its links and forms lead."""
    page = PageWords()
    page.feed(html)
    page.close()
    return page.lines(), page.links


def words_of_file(kind, content):
    """Return the lines of a file by its media type; of one that is no text, its type alone."""
    if kind == "application/pdf":
        return words_of_pdf(content)
    if re.match(r"text/|application/json", kind):
        return folded(content.decode())
    return [f"A file: {kind}"]


@functools.cache
def words_of_pdf(content):
    """Return the lines of a PDF; every role downloads the same few."""
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return [line for page in pages for line in folded(page.extract_text())]
