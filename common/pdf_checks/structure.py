"""The tags: the right ones in the right places, headings in order, figures described, tables with headers."""

import collections
import re

from pikepdf import Dictionary, Name

from common.pdf.fixup import kids, walk

# ISO 32000-1, 14.8.4
GROUPING = {
    "Document",
    "Part",
    "Art",
    "Sect",
    "Div",
    "BlockQuote",
    "Caption",
    "TOC",
    "TOCI",
    "Index",
    "NonStruct",
    "Private",
}
PARAGRAPHS = {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl", "LBody"}
TABLES = {"Table", "TR", "TH", "TD", "THead", "TBody", "TFoot"}
INLINE = {
    "Span",
    "Quote",
    "Note",
    "Reference",
    "BibEntry",
    "Code",
    "Link",
    "Annot",
    "Ruby",
    "RB",
    "RT",
    "RP",
    "Warichu",
}
DRAWN = {"Figure", "Formula", "Form"}
STANDARD_TAGS = GROUPING | PARAGRAPHS | TABLES | INLINE | DRAWN
INSIDE = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"},
    "THead": {"TR"},
    "TBody": {"TR"},
    "TFoot": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"L", "LI", "Caption"},
    "LI": {"Lbl", "LBody"},
}
AROUND = {"TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"}, "LBody": {"LI"}}
SHORTEST_ALT, LONGEST_ALT = 15, 600
NAMED_AS_PICTURE = re.compile(r"(image|picture|graphic|photo|photograph|chart|graph|figure) of\b", re.IGNORECASE)


def check_tags(opened):
    """02, 09: standard tags, in places where they mean something."""
    for element, path in opened.elements:
        tag = str(element.S)[1:]
        parent = path[-1][1:] if path else ""
        if tag not in STANDARD_TAGS:
            yield f"02 unknown tag {tag}"
        if parent not in AROUND.get(tag, {parent}) or tag not in INSIDE.get(parent, {tag}):
            yield f"09 {tag} inside {parent or 'nothing'}"


def check_headings(opened):
    """14: one first heading, at the start, and no level left out."""
    if not opened.headings or opened.headings[0] != 1 or opened.headings.count(1) != 1:
        yield "14 needs exactly one first-level heading, before all others"
    if any(after - before > 1 for before, after in zip(opened.headings, opened.headings[1:], strict=False)):
        yield "14 a heading level is left out"


def check_figures(opened):
    """13: each figure is described, in words that say what it shows."""
    for figure in opened.tagged("Figure"):
        alt = str(figure.get("/Alt", "")).strip()
        if not SHORTEST_ALT <= len(alt) <= LONGEST_ALT:
            yield f"13 figure described in {len(alt)} characters: {alt[:40]!r}"
        if NAMED_AS_PICTURE.match(alt):
            yield f"13 figure description begins {alt[:12]!r}: say what it shows"


def check_tables(opened):
    """15: header cells with a direction, and rows of the same width."""
    for table in opened.tagged("Table"):
        rows = [[cell for cell in kids(row) if isinstance(cell, Dictionary)] for row in _below(table, "/TR")]
        headers = [cell for row in rows for cell in row if cell.S == Name.TH]
        if not headers:
            yield "15 table without a header cell"
        if any("/Scope" not in cell.get("/A", {}) for cell in headers):
            yield "15 header cell without a scope"
        if not _is_regular(rows):
            yield "15 table whose rows are not of the same width"


def _below(table, name):
    """Return the elements of one kind that belong to a table and not to one inside it."""
    return [element for element, path in walk(table) if str(element.S) == name and "/Table" not in path]


def _is_regular(rows):
    """Say whether every row has as many columns as the first, counting cells that reach over several."""
    widths, reaching = [], collections.Counter()
    for number, row in enumerate(rows):
        width = reaching[number]
        for cell in row:
            attributes = cell.get("/A", {})
            columns = int(attributes.get("/ColSpan", 1))
            width += columns
            for below in range(1, int(attributes.get("/RowSpan", 1))):
                reaching[number + below] += columns
        widths.append(width)
    return len(set(widths)) <= 1
