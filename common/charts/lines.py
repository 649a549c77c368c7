"""Lines over time: labelled at their ends, a base line, and nothing else that is not a figure."""

from common.charts.drawing import DASHES, LINE, STROKES, TYPE, label, room, rule, svg, tag, wrap

HEIGHT = 190
ALL_FIGURES = 8  # up to so many points each carries its figure; beyond, only the first, the last and the highest


def draw_lines(chart):
    """Return one line for each series, from a base line of zero; a missing figure breaks the line."""
    names = chart.series if len(chart.series) > 1 else ()
    right = min(max((room(name) for name in names), default=0) + 14, chart.width * 0.34) if names else 24
    left, top = 26, 24
    points = len(chart.rows)
    step = (chart.width - left - right) / max(points - 1, 1)
    highest = max((value or 0 for _label, row in chart.rows for value in row), default=0) or 1
    shapes = [rule(left - 8, top + HEIGHT, chart.width - right + 8, top + HEIGHT)]
    ends = []
    for place in range(len(chart.series)):
        spots = [
            (left + number * step, top + HEIGHT * (1 - row[place] / highest), row[place], number)
            for number, (_label, row) in enumerate(chart.rows)
            if row[place] is not None
        ]
        shapes += _line(spots, place)
        shapes += _figures(chart, spots) if len(chart.series) == 1 else []
        if names and spots:
            ends.append((spots[-1][1], names[place], spots[-1][0] + 10, place))
    shapes += _names(chart, ends, right)
    shapes += _below(chart, left, top + HEIGHT + LINE + 2, step)
    return svg(chart, shapes, top + HEIGHT + LINE + 10)


def _line(spots, place):
    """Return the stretches of one line and a dot on each of its points."""
    ink = STROKES[place]
    stretches, last = [], None
    for x, y, _value, number in spots:
        if last is not None and number == last + 1:
            stretches[-1] += f" L{x:.1f} {y:.1f}"
        else:
            stretches.append(f"M{x:.1f} {y:.1f}")
        last = number
    path = tag(
        "path",
        d=" ".join(stretches),
        fill="none",
        stroke=ink,
        stroke_width=3,
        stroke_dasharray=DASHES[place],
        class_=f"app-plot__stroke-{place + 1}",
    )
    dots = [
        tag("circle", cx=round(x, 1), cy=round(y, 1), r=4, fill=ink, class_=f"app-plot__dot-{place + 1}")
        for x, y, _value, _number in spots
    ]
    return [path, *dots] if spots else []


def _figures(chart, spots):
    """Return figures above the points: all of a few, or the first, the last and the highest of many."""
    if len(spots) > ALL_FIGURES:
        spots = sorted({spots[0], spots[-1], max(spots, key=lambda spot: spot[2])})
    return [label(chart.amount(value), x, y - 10, bold=True, anchor="middle") for x, y, value, _number in spots]


def _names(chart, ends, right):
    """Return the names of the lines at their ends, pushed apart where they would cover each other."""
    shapes, free = [], 0
    for y, name, x, place in sorted(ends):
        base = max(y + 5, free)
        figure = chart.amount(next(row[place] for _label, row in reversed(chart.rows) if row[place] is not None))
        for line in wrap(f"{name} {figure}", right - 10):
            shapes.append(label(line, x, base))
            base += LINE
        free = base + 5
    return shapes


def _below(chart, left, y, step):
    """Return as many labels below the base line as have room, always with the last."""
    widest = max((room(text) for text, _row in chart.rows), default=0) + TYPE
    every = max(1, -(-int(widest) // max(int(step), 1)))
    shown = [number for number in range(len(chart.rows) - 1, -1, -1) if (len(chart.rows) - 1 - number) % every == 0]
    shapes = []
    for number in shown:
        text, x = chart.rows[number][0], left + number * step
        half = room(text) / 2
        if x < half:
            shapes.append(label(text, 0, y))
        elif x + half > chart.width:
            shapes.append(label(text, chart.width, y, anchor="end"))
        else:
            shapes.append(label(text, x, y, anchor="middle"))
    return shapes
