"""Prepare a parsed page for the engine: readable characters, contents, alternative texts, stacked tables.

The steps work on the tree and not on the source, so that what a template writes as an entity is treated like what it
writes as a letter, and so that no template has to do any of it by hand.
"""

import re
from xml.etree.ElementTree import Element, SubElement

from django.conf import settings

from common.excerpts import beginning
from common.pdf.text import readable

SVG = "{http://www.w3.org/2000/svg}"
SHOWN_ATTRIBUTES = ("alt", "title", "content", "aria-label")
ALT_LENGTH = 600
BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "caption"})
WIDE = 4  # columns
SAFE_LINK = re.compile(r"#|https?://|mailto:", re.IGNORECASE)


def prepare(root, *, is_large_print=False):
    """Change the page in place, and return what each link target is called in the text."""
    replace_characters(root)
    trim_blocks(root)
    number_items(root)
    complete_links(root)
    describe_figures(root)
    if is_large_print:
        stack_wide_tables(root)
    name_headings(root)
    fill_contents(root)
    return {link.get("href"): words(link) for link in root.iter("a") if link.get("href") and words(link)}


def words(element):
    """Return the text of an element with its white space collapsed."""
    return " ".join("".join(element.itertext()).split())


def replace_characters(root):
    """Replace every character that our type lacks, in text and in the attributes that are read out."""
    for element in root.iter():
        element.text = element.text and readable(element.text)
        element.tail = element.tail and readable(element.tail)
        for name, value in element.items():
            if name in SHOWN_ATTRIBUTES or name.startswith("data-"):
                element.set(name, readable(value))


def trim_blocks(root):
    """Take out the space around the words of a block: before one at its end the engine may break a line too early."""
    for block in root.iter():
        if block.tag in BLOCKS:
            block.text = block.text and block.text.lstrip()
            if not len(block):
                block.text = block.text and block.text.rstrip()
            elif block[-1].tail:
                block[-1].tail = block[-1].tail.rstrip()


def number_items(root):
    """Say in the engine's own words which number an item of a list was given; it reads no `value` by itself."""
    for item in root.iter("li"):
        if item.get("value"):
            item.set("style", f"counter-reset: list-item {int(item.get('value'))}; counter-increment: none")


def complete_links(root):
    """Give addresses of our own pages their host, and take the address from links that lead nowhere safe."""
    for link in root.iter("a"):
        address = (link.get("href") or "").strip()
        if address.startswith("/") and not address.startswith(("//", "/\\")):
            link.set("href", settings.SITE_URL + address)
        elif "href" in link.attrib and not SAFE_LINK.match(address):
            del link.attrib["href"]


def describe_figures(root):
    """Join title and description of each inline drawing: the engine takes the alternative text from the title alone."""
    for drawing in root.iter(f"{SVG}svg"):
        title, description = drawing.find(f"{SVG}title"), drawing.find(f"{SVG}desc")
        if title is not None and description is not None:
            title.text = beginning(f"{words(title).rstrip('.')}. {words(description)}", ALT_LENGTH)


def name_headings(root):
    """Give each heading an address, so that the contents can lead to it."""
    used = {element.get("id") for element in root.iter() if element.get("id")}
    for heading in _headings(root):
        if not heading.get("id"):
            base = re.sub(r"[^a-z0-9]+", "-", words(heading).lower()).strip("-") or "section"
            number, name = 2, base
            while name in used:
                name, number = f"{base}-{number}", number + 1
            used.add(name)
            heading.set("id", name)


def _headings(root):
    return [element for element in root.iter() if element.tag in {"h2", "h3"}]


def fill_contents(root):
    """Write the list of contents into each `nav` of class `contents`: second headings, third ones below them."""
    for nav in list(root.iter("nav")):
        if "contents" in (nav.get("class") or "").split():
            chapters = SubElement(nav, "ol")
            chapter = None
            for heading in _headings(root):
                if "unlisted" in (heading.get("class") or "").split():
                    continue
                if heading.tag == "h2" or chapter is None:
                    chapter = _entry(chapters, heading)
                elif "deep" in nav.get("class").split():
                    below = chapter.find("ol")
                    _entry(SubElement(chapter, "ol") if below is None else below, heading)


def _entry(parent, heading):
    item = SubElement(parent, "li")
    link = SubElement(SubElement(item, "p"), "a", href=f"#{heading.get('id')}")
    link.text = words(heading)
    return item


def stack_wide_tables(root):
    """Turn each row of a wide table into a record: its heading, then label and value in rows of two.

    Wide is a table of four columns or more, or of class `wide`; a table of class `keep` stays.
    """
    for table in list(root.iter("table")):
        classes = (table.get("class") or "").split()
        labels = [words(cell) for cell in table.findall("thead/tr/*")]
        if labels and "keep" not in classes and (len(labels) >= WIDE or "wide" in classes):
            table.set("class", " ".join([*classes, "stacked"]))
            records = [_record(labels, row) for row in [*table.findall("tbody/tr"), *table.findall("tfoot/tr")]]
            for part in list(table):
                if part.tag != "caption":
                    table.remove(part)
            table.extend(records)


def _record(labels, cells):
    """Return one row of a wide table as a group of rows; a header cell at its start becomes their heading."""
    record = Element("tbody")
    pairs = list(zip(labels, cells, strict=False))
    if cells[0].tag == "th":
        _move(cells[0], SubElement(SubElement(record, "tr"), "th", colspan="2", scope="colgroup"))
        pairs = pairs[1:]
    for label, cell in pairs:
        row = SubElement(record, "tr")
        SubElement(row, "th", scope="row").text = label
        _move(cell, SubElement(row, "td", {"class": cell.get("class", "")}))
    return record


def _move(source, target):
    """Put what one cell holds into another."""
    target.text = source.text
    target.extend(source)
