"""`{% bar_chart rows title=… %}` and its sisters draw at once; with `as chart` they are kept for figure and table."""

from django import template

from common import charts

register = template.Library()


def _width(context, width):
    """Return the width of the drawing: narrow on a page and in large print, wide on paper."""
    pdf = context.get("pdf")
    if width or pdf is None:
        return width or charts.WEB
    return charts.LARGE_PRINT if pdf.is_large_print else charts.PRINT


@register.simple_tag(takes_context=True)
def bar_chart(context, data, title, width=0, **details):
    """Draw bars of (label, number), or stacked ones of (label, [numbers]) with `series`."""
    return charts.bar_chart(data, title=title, width=_width(context, width), **details)


@register.simple_tag(takes_context=True)
def line_chart(context, data, title, width=0, **details):
    """Draw a line over (label, number), or several over (label, [numbers]) with `series`."""
    return charts.line_chart(data, title=title, width=_width(context, width), **details)


@register.simple_tag(takes_context=True)
def progress_chart(context, data, title, width=0, **details):
    """Draw (label, reached, target) as bars with the target marked."""
    return charts.progress_chart(data, title=title, width=_width(context, width), **details)


@register.inclusion_tag("components/charts/figure.html", takes_context=True)
def chart_figure(context, chart, caption="", source="", has_table=True):
    """Show a chart with its caption and the table of the same figures."""
    return {
        "chart": chart,
        "table": chart.as_table() if has_table else None,
        "caption": caption or chart.title,
        "source": source,
        "pdf": context.get("pdf"),
    }
