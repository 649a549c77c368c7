"""Bars, stacked bars, and progress against a target: one row below the other, each with its label."""

from common.charts.drawing import FILLS, LINE, bar, key, label, room, rule, svg, wrap

THICK = 22
GAP = 14
WIDE = 500  # units; charts at least this wide have labels beside the bars, narrower ones above


class Rows:
    """The positions of a chart's rows: labels beside the bars where there is room, above them where there is not."""

    def __init__(self, chart, top, ends):
        self.chart = chart
        self.is_wide = chart.width >= WIDE
        longest = max((room(text) for text, _row in chart.rows), default=0)
        self.left = min(longest + 16, chart.width * 0.4) if self.is_wide else 0
        self.bars = chart.width - self.left - max((room(text) for text in ends), default=0) - 10
        self.y = top

    def place(self, text):
        """Return the shapes of one label and the top of its bar, and move on to the next row."""
        lines = wrap(text, self.left - 12 if self.is_wide else self.chart.width)
        height = max(THICK, len(lines) * LINE) if self.is_wide else THICK
        top = self.y if self.is_wide else self.y + len(lines) * LINE
        base = self.y + 14 + (max(0, THICK - LINE) / 2 if self.is_wide else 0)
        shapes = [label(line, 0, base + number * LINE) for number, line in enumerate(lines)]
        self.y = top + height + GAP
        return shapes, top


def draw_bars(chart):
    """Return bars from zero, each with its figure at the end; several series are stacked, with the sum at the end."""
    is_stacked = len(chart.series) > 1
    shapes, top = key(chart.series, chart.width) if is_stacked else ([], 0)
    sums = [sum(value or 0 for value in row) for _text, row in chart.rows]
    ends = [
        chart.amount(None if set(row) == {None} else total)
        for (_text, row), total in zip(chart.rows, sums, strict=True)
    ]
    rows = Rows(chart, top, ends)
    scale = rows.bars / (max(sums, default=0) or 1)
    for (text, row), total, end in zip(chart.rows, sums, ends, strict=True):
        words, y = rows.place(text)
        shapes += [*words, *_segments(chart, row, rows.left, y, scale)]
        shapes.append(label(end, rows.left + total * scale + (8 if total else 0), y + 16, bold=True))
    return svg(chart, shapes, rows.y - GAP + 2)


def _segments(chart, row, x, y, scale):
    """Return the parts of one bar, a white gap between them, each with its figure where it fits."""
    shapes = []
    for place, value in enumerate(row):
        if value:
            width = value * scale
            gap = 2 if place < len(row) - 1 and width > 4 else 0
            shapes.append(bar(x, y, width - gap, THICK, place))
            text = chart.amount(value)
            if len(row) > 1 and room(text) + 8 <= width:
                ink = FILLS[place][1]
                shapes.append(label(text, x + 5, y + 16, fill=ink, class_=f"app-plot__ink-{place + 1}"))
            x += width
    return shapes


def draw_progress(chart):
    """Return a bar for what was reached and a mark at the target, with both figures in words."""
    ends = [f"{chart.amount(reached)} / {chart.amount(target)}" for _text, (reached, target) in chart.rows]
    rows = Rows(chart, 0, ends)
    highest = max((value or 0 for _text, row in chart.rows for value in row), default=0)
    scale = rows.bars / (highest or 1)
    shapes = []
    for (text, (reached, target)), end in zip(chart.rows, ends, strict=True):
        words, y = rows.place(text)
        shapes += words
        if target:
            shapes.append(_track(rows.left, y, target * scale))
        if reached:
            shapes.append(bar(rows.left, y + 4, reached * scale, THICK - 8, 0))
        if target:
            shapes.append(rule(rows.left + target * scale, y - 3, rows.left + target * scale, y + THICK + 3, 3))
        shapes.append(label(end, rows.left + max(reached or 0, target or 0) * scale + 10, y + 16, bold=True))
    return svg(chart, shapes, rows.y - GAP + 4)


def _track(x, y, width):
    """Return the base line that leads from nothing to the target."""
    return rule(x, y + THICK / 2, x + width, y + THICK / 2, 1)
