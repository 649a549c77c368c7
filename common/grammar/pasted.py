"""What comes over from a word processor: the signs of its lists, and the tabs between the cells of its tables."""

import re

from markdown_it.rules_block import list_block

SIGNS = re.compile(r"^([ \t]*)[•·▪◦‣●○■□➢✓\uf0b7\uf0a7\uf0fc][ \t\u00a0]+", re.MULTILINE)
SECOND_LEVEL = re.compile(r"^o\t[ \t]*", re.MULTILINE)
NOT_A_LIST = re.compile(r"\d{1,9}\)|0\d|\+")
# A label before a single tab, such as "(i)" or "a.", begins a line and not a row of cells.
LABEL = re.compile(r"\(?(?:\d{1,9}|[A-Za-z]|[ivxlc]{1,6})[.)]|[-*+•–—]")
MOST_COLUMNS = 12


def with_plain_lists(text):
    """Return a text with the signs of a word processor's lists as the grammar's own."""
    return SIGNS.sub(r"\1- ", SECOND_LEVEL.sub("  - ", text))


def listed(state, start, end, silent):
    """Read a list; what would be printed with other signs than were typed, such as "7)", "+" and "007.", is none."""
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    return not NOT_A_LIST.match(line) and list_block(state, start, end, silent)


def table(state, start, end, silent):
    """Read lines of the same number of tabs as a table; the first names the columns."""
    rows = _rows(state, start, end)
    if len(rows) < 2 or not any(cells[0] for cells in rows):  # tabs before every line only move it in
        return False
    if not silent:
        state.line = start + len(rows)
        _draw(state, rows, start)
    return True


def _rows(state, start, end):
    """Return the rows that begin at a line: [[cell]], all of one length; none where it is no table."""
    rows = []
    for number in range(start, end):
        cells = [cell.strip() for cell in state.src[state.bMarks[number] : state.eMarks[number]].split("\t")]
        is_row = 1 < len(cells) <= MOST_COLUMNS and not (len(cells) == 2 and LABEL.fullmatch(cells[0]))
        if not is_row or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
    return rows


def _draw(state, rows, start):
    heads, *body = rows
    _open(state, "table", {"class": "govuk-table app-stack"})
    _open(state, "thead")
    _row(state, [("th", head, {"scope": "col"}) if head else ("td", "", {}) for head in heads], start)
    _close(state, "thead")
    _open(state, "tbody")
    for number, cells in enumerate(body, start + 1):
        labelled = zip(cells, heads, strict=True)
        _row(state, [("td", cell, {"data-label": head} if head else {}) for cell, head in labelled], number)
    _close(state, "tbody")
    _close(state, "table")


def _row(state, cells, line):
    _open(state, "tr")
    for tag, text, attributes in cells:
        _open(state, tag, attributes)
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = text, [line, line + 1], []
        _close(state, tag)
    _close(state, "tr")


def _open(state, tag, attributes=None):
    state.push(f"{tag}_open", tag, 1).attrs = dict(attributes or {})


def _close(state, tag):
    state.push(f"{tag}_close", tag, -1)
