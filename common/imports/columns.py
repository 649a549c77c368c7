"""Which column of a file is which of a list's: by its heading, as alike as it may be, for a person to confirm."""

import re

from rapidfuzz import fuzz, process

# How alike a heading must be, in per cent, to be suggested.
ALIKE = 78
SURE = 100
TITLE_ROWS = 10
FEWEST_KNOWN = 2
HYPHEN = re.compile(r"\be[- ](?=mail)")
WORDS = re.compile(r"[\W_]+")


def plain_heading(text):
    """Return a heading without case, marks and double spaces: "E-mail  Address*" is "email address"."""
    return WORDS.sub(" ", HYPHEN.sub("e", text.casefold())).strip()


def heading_line(lines, known):
    """Return which of the lines [(number, cells)] has the headings: the first, or one under the rows of a title.

    That one is taken only where the first line has a single cell or no heading that is known, and it has two.
    """
    texts = {plain_heading(str(text)) for names in known.values() for text in names}
    first = [cell for cell in lines[0][1] if cell]
    if len(first) > 1 and _count_known(first, texts):
        return 0
    below = range(1, min(TITLE_ROWS + 1, len(lines) - 1))
    return next((index for index in below if _count_known(lines[index][1], texts) >= FEWEST_KNOWN), 0)


def _count_known(cells, texts):
    return len({plain_heading(cell) for cell in cells} & texts)


def match_columns(headings, known):
    """Return for each heading the name of the column it means, or "", and whether that is sure.

    `known` has for each column its names, the first the one on our own page. Each column is given once, to the heading
    that is most like it.
    """
    names = {column: [plain_heading(str(text)) for text in texts] for column, texts in known.items()}
    found = sorted(_scores(headings, names), key=lambda one: (-one[0], one[1]))
    matched = {}
    for score, number, column in found:
        if number not in matched and column not in {column for column, _score in matched.values()}:
            matched[number] = (column, score)
    empty = ("", 0)
    pairs = [matched.get(number, empty) for number in range(len(headings))]
    is_sure = all(score == SURE or not heading for (_column, score), heading in zip(pairs, headings, strict=True))
    return [column for column, _score in pairs], is_sure


def _scores(headings, names):
    """Yield (score, number of the heading, column) of every pair that is alike enough."""
    for number, heading in enumerate(headings):
        plain = plain_heading(heading)
        for column, texts in names.items() if plain else ():
            best = process.extractOne(plain, texts, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
            if best:
                yield (SURE if plain in texts else min(best[1], SURE - 1)), number, column
