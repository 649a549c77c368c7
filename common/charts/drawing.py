"""The few shapes that charts are made of, each escaped, and how much room words take."""

import textwrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

TYPE = 14
LINE = 18
FAMILY = "Atkinson Hyperlegible Next,Atkinson Next Further Letters,Arial,sans-serif"
# Dark and light in turn, so that neighbours differ by more than 3 to 1 and stay apart in grey; the second of each pair
# is the ink on top. Green comes last: it would say that all is well of what only waits. Light ones get an edge,
# because on white they are hardly seen.
FILLS = (
    ("#4b2067", "#ffffff"),
    ("#f2a900", "#1b1626"),
    ("#5f5a69", "#ffffff"),
    ("#d5bfe6", "#1b1626"),
    ("#00633a", "#ffffff"),
)
EDGE = "#1b1626"
# In parts of the type's size, and bold as figures are; every other character takes 0.66 at most.
WIDTHS = {
    **dict.fromkeys("il.,:;'|!() ftjr-", 0.38),
    **dict.fromkeys("1I/", 0.44),
    **dict.fromkeys("#&@ADGHNOQUXw", 0.78),
    **dict.fromkeys("MWm", 0.89),
    "%": 0.97,
}
# Lines are thin: each keeps 3 to 1 on white by itself, and in grey its dashes tell it from the others.
STROKES = ("#4b2067", "#a65f00", "#5f5a69", "#8a63ab", "#00633a")
DASHES = ("", "8 5", "2 4", "12 4 2 4", "16 6")


def tag(name, text=None, **attributes):
    """Return one element; underscores in attribute names become hyphens, and what is empty is left out."""
    pairs = ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items() if value not in {"", None})
    listed = format_html_join("", ' {}="{}"', pairs)
    if text is None:
        return format_html("<{}{}/>", name, listed)
    return format_html("<{}{}>{}</{}>", name, listed, text, name)


def label(text, x, y, *, bold=False, anchor="", fill="currentColor", class_="app-plot__text"):
    """Return one line of text; `y` is its base line."""
    return tag(
        "text",
        text,
        x=round(x),
        y=round(y),
        fill=fill,
        class_=class_,
        font_weight=700 if bold else "",
        text_anchor=anchor,
    )


def bar(x, y, width, height, place):
    """Return one filled bar in the colour of a series."""
    fill, ink = FILLS[place]
    return tag(
        "rect",
        x=round(x, 1),
        y=round(y, 1),
        width=round(max(width, 0), 1),
        height=round(height, 1),
        fill=fill,
        stroke=EDGE if ink == EDGE else "",
        stroke_width=0.75 if ink == EDGE else "",
        class_=f"app-plot__fill-{place + 1}",
    )


def rule(x1, y1, x2, y2, width=1, class_="app-plot__rule"):
    """Return one straight line in the colour of the text."""
    return tag(
        "line",
        x1=round(x1, 1),
        y1=round(y1, 1),
        x2=round(x2, 1),
        y2=round(y2, 1),
        stroke="currentColor",
        stroke_width=width,
        class_=class_,
    )


def room(text):
    """Return the units that one line of text takes, rather too many than too few."""
    return sum(WIDTHS.get(character, 0.66) for character in text) * TYPE


def wrap(text, units):
    """Return the lines of a text that is to fit into some width."""
    return textwrap.wrap(text, max(8, int(units / (0.52 * TYPE)))) or [""]


def key(names, width):
    """Return the key to several series, and how high it is: a patch of colour and a name each, in rows that fit."""
    shapes, x, y = [], 0, 0
    for place, name in enumerate(names):
        takes = 22 + room(name) + 18
        if x and x + takes > width:
            x, y = 0, y + LINE + 6
        shapes += [bar(x, y, TYPE, TYPE, place), label(name, x + 20, y + 12)]
        x += takes
    return shapes, y + LINE + 12


def svg(chart, shapes, height):
    """Return the whole drawing, named by its title and described (WCAG 1.1.1); it has no ids that could clash."""
    if not chart.rows:
        shapes, height = [label(chart.description, 0, LINE)], LINE + 8
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="app-plot app-plot--{}" role="img" aria-label="{}"'
        ' viewBox="0 0 {} {}" font-family="{}" font-size="{}"><title>{}</title><desc>{}</desc>{}</svg>',
        chart.kind,
        f"{chart.title.rstrip('.')}. {chart.description}",
        chart.width,
        round(height),
        FAMILY,
        TYPE,
        chart.title,
        chart.description,
        mark_safe("".join(shapes)),  # nosec B703 B308 - each was escaped by `tag`
    )
