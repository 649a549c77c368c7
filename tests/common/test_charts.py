"""Charts: what they show, their safety, and their place in pages and PDFs."""

import io
import itertools
import re
from xml.etree import ElementTree

import pikepdf
import pytest
from django.conf import settings
from django.template import Context, Template
from fontTools.ttLib import TTFont

from common import charts, pdf_checks
from common.charts.drawing import FILLS, STROKES, TYPE, room
from common.pdf.fixup import walk
from tests.common.pdf_example import build

SVG = "{http://www.w3.org/2000/svg}"
ROWS = [("Transport", 24), ("Health", 9), ("Schools", 0)]


def drawn(chart):
    return ElementTree.fromstring(str(chart))


def texts(chart):
    return [element.text for element in drawn(chart).iter(f"{SVG}text")]


def bars(chart):
    return list(drawn(chart).iter(f"{SVG}rect"))


ALL_KINDS = [
    charts.bar_chart(ROWS, title="Issues"),
    charts.bar_chart([("Autumn", [2, 9]), ("Spring", [3, 7])], title="Issues by kind", series=["Good", "Concern"]),
    charts.line_chart([("Sep", 3), ("Oct", None), ("Nov", 5)], title="Days"),
    charts.line_chart([("Sep", [3, 4]), ("Oct", [4, 4])], title="Days", series=["Council", "Health"]),
    charts.progress_chart([("Council", 7, 8), ("Health", 0, 6), ("Nobody", None, None)], title="Promises kept"),
]


@pytest.mark.parametrize("chart", ALL_KINDS, ids=lambda chart: f"{chart.kind}-{len(chart.series)}")
@pytest.mark.parametrize("width", [charts.WEB, charts.PRINT])
def test_every_kind_keeps_the_rules_of_the_page(chart, width):
    chart = charts.Chart(chart.kind, chart.title, chart.rows, chart.series, width=width)
    root = drawn(chart)
    attributes = {name for element in root.iter() for name in element.attrib}
    assert not attributes & {"style", "id", "onclick", "href"}
    assert root.find(f"{SVG}title").text == chart.title
    assert root.find(f"{SVG}desc").text == chart.description
    assert root.get("role") == "img"
    assert root.get("aria-label").startswith(f"{chart.title}. ")
    assert root.get("viewBox").startswith(f"0 0 {width} ")
    assert "width" not in root.attrib
    assert not list(root.iter(f"{SVG}style"))


@pytest.mark.parametrize("chart", ALL_KINDS, ids=lambda chart: f"{chart.kind}-{len(chart.series)}")
def test_the_description_says_the_figures_and_fits_a_figure_in_a_pdf(chart):
    said = f"{chart.title}. {chart.description}"
    assert 15 <= len(said) <= 600
    assert chart.rows[0][0] in said


def test_bars_are_as_long_as_their_figures():
    chart = charts.bar_chart([("A", 20), ("B", 10)], title="Two bars")
    first, second = (float(bar.get("width")) for bar in bars(chart))
    assert first == pytest.approx(2 * second, abs=0.2)


def test_stacked_bars_are_as_long_as_their_sum():
    chart = charts.bar_chart([("A", [10, 30]), ("B", [40, 0])], title="Stacked", series=["x", "y"])
    patches, rows = bars(chart)[:2], bars(chart)[2:]
    assert len(patches) == 2
    assert [float(bar.get("width")) for bar in rows][:2] == [
        pytest.approx(float(rows[2].get("width")) / 4, abs=3),
        pytest.approx(float(rows[2].get("width")) * 3 / 4, abs=3),
    ]


def test_each_bar_carries_its_figure():
    assert {"24", "9", "0"} <= set(texts(charts.bar_chart(ROWS, title="Issues")))


def test_a_hidden_figure_is_described_but_not_drawn():
    chart = charts.bar_chart([("A", None), ("B", 3)], title="Hidden")
    assert "not shown" in texts(chart)
    assert len(bars(chart)) == 1
    assert chart.as_table().rows[0] == ["A", "not shown"]


def test_a_missing_figure_breaks_the_line():
    path = next(drawn(charts.line_chart([("A", 1), ("B", None), ("C", 2), ("D", 2)], title="x")).iter(f"{SVG}path"))
    assert path.get("d").count("M") == 2


def test_lines_of_several_series_differ_in_their_dashes():
    chart = charts.line_chart([("A", [1, 2, 3]), ("B", [1, 2, 3])], title="x", series=["a", "b", "c"])
    assert len({path.get("stroke-dasharray") for path in drawn(chart).iter(f"{SVG}path")}) == 3


@pytest.mark.parametrize("rows", [[], [("A", 0)], [("A", None)]])
@pytest.mark.parametrize("make", [charts.bar_chart, charts.line_chart])
def test_chart_without_values_causes_no_error(make, rows):
    assert drawn(make(rows, title="Nothing yet")).tag == f"{SVG}svg"


def test_a_chart_without_figures_says_so():
    chart = charts.bar_chart([], title="x")
    assert texts(chart) == [chart.description] == ["There are no figures yet."]


def test_a_long_list_is_cut_in_the_description_but_not_in_the_table():
    chart = charts.bar_chart([(f"A rather long label, number {n}", n) for n in range(100)], title="Many")
    assert len(chart.description) <= 520
    assert chart.description.endswith("more in the table.")
    assert len(chart.as_table().rows) == 100


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1204, "", "1,204"),
        (41, "%", "41%"),
        (40.5, "%", "40.5%"),
        (50.48, "£", "£50.48"),
        (50, "£", "£50"),
        (3.0, "", "3"),
    ],
)
def test_figures_are_formatted_for_readers(value, unit, shown):
    assert charts.bar_chart([("A", value)], title="x", unit=unit).as_table().rows == [["A", shown]]


def test_the_table_has_the_names_of_its_columns():
    chart = charts.bar_chart([("Autumn", [2, 9])], title="x", series=["Good", "Concern"], label_name="Term")
    assert chart.as_table() == (["Term", "Good", "Concern"], [["Autumn", "2", "9"]])
    assert charts.bar_chart(ROWS, title="x", value_name="Issues").as_table().header == ["", "Issues"]


@pytest.mark.parametrize("data", [[("A", -1)], [("A", "3")], [("A", [1, 2])]])
def test_invalid_values_are_refused(data):
    with pytest.raises(ValueError, match=r"chart shows numbers|Each row needs"):
        charts.bar_chart(data, title="x")


def test_more_series_than_can_be_told_apart_are_refused():
    with pytest.raises(ValueError, match="told apart"):
        charts.bar_chart([("A", [1] * 6)], title="x", series=list("abcdef"))


def lightness(colour):
    """Return relative luminance (WCAG 2.2)."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((lightness(one), lightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_neighbouring_colours_are_told_apart_in_grey():
    for (one, _ink), (other, _other_ink) in itertools.pairwise(FILLS):
        assert contrast(one, other) >= 3


def test_none_of_three_series_is_green():
    picture = charts.bar_chart([("A", [1, 2, 3])], title="Answers", series=["In time", "Late", "Waiting"])
    assert "#00633a" not in {bar.get("fill") for bar in bars(picture)}


def test_lines_can_be_seen_on_white():
    assert all(contrast(stroke, "#ffffff") >= 3 for stroke in STROKES)


def test_figures_on_their_bars_can_be_read():
    for fill, ink in FILLS:
        assert contrast(fill, ink) >= 6


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", '" onload="x', "</title></svg>", "{{ x }}", "a & b"])
def test_text_is_escaped_everywhere(text):
    chart = charts.bar_chart([(text, [1, 2])], title=text, description=text, series=[text, "b"])
    assert drawn(chart).find(f"{SVG}title").text == text
    assert "<script" not in str(chart)
    assert {name for element in drawn(chart).iter() for name in element.attrib}.isdisjoint({"onload"})


def render(source, **context):
    return Template("{% load charts %}" + source).render(Context(context))


class Pdf:
    is_large_print = False


def test_template_tag_draws_a_chart():
    shown = render('{% bar_chart rows title="Issues" unit="%" %}', rows=ROWS)
    assert shown.startswith("<svg")
    assert "24%" in shown


def test_template_tag_draws_wide_on_paper_and_narrow_on_screen():
    def width(pdf=None):
        return re.search(r"viewBox=\"0 0 (\d+)", render('{% bar_chart rows title="x" %}', rows=ROWS, pdf=pdf))[1]

    large = Pdf()
    large.is_large_print = True
    assert [width(), width(Pdf()), width(large)] == ["360", "640", "360"]


def test_a_chart_can_be_kept_for_its_table():
    source = '{% progress_chart rows title="Kept" as kept %}{% for row in kept.as_table.rows %}{{ row.0 }}{% endfor %}'
    assert render(source, rows=[("Council", 1, 2)]) == "Council"


@pytest.mark.parametrize("pdf", [None, Pdf()])
def test_a_figure_shows_chart_and_table(pdf):
    source = '{% line_chart rows title="Days" value_name="Days" as days %}{% chart_figure days source="Our records" %}'
    shown = render(source, rows=ROWS, pdf=pdf)
    assert shown.count("<svg") == 1
    assert shown.count("<table") == 1
    assert "Our records" in shown
    assert re.search(r"<th[^>]*>Transport</th>", shown)


def test_figures_in_a_pdf_say_what_they_show():
    data = build()
    assert pdf_checks.check(data) == []
    with pikepdf.open(io.BytesIO(data)) as file:
        said = [str(figure.Alt) for figure, _path in walk(file.Root.StructTreeRoot) if figure.S == "/Figure"]
    assert said[0].startswith("What parents raised, by kind. Gaps in services: 24; Concerns: 21")


@pytest.mark.parametrize("text", ["100%", "0", "1,000,000", "Marlshire Community Health Trust", "MWm & 66%"])
def test_text_fits_the_space_reserved_for_it(text):
    font = TTFont(settings.BASE_DIR / "static/fonts/atkinson-hyperlegible-next-latin-700-normal.woff2")
    names, units = font.getBestCmap(), font["head"].unitsPerEm
    width = sum(font["hmtx"][names[ord(character)]][0] for character in text) / units * TYPE
    assert width <= room(text) <= width * 1.4
