"""Charts as SVG, drawn by the server for page and PDF alike: bars, stacked bars, lines, progress against a target.

A chart never stands alone: `as_table` gives the same figures in rows, and `components/charts/figure.html` shows both.
Presentation attributes only, because the security policy forbids `style=`; their colours are those of print, and
classes let a style sheet of the site choose others for the dark page.
"""

from common.charts.model import LARGE_PRINT, PRINT, WEB, Chart, Table, bar_chart, line_chart, progress_chart

__all__ = ["LARGE_PRINT", "PRINT", "WEB", "Chart", "Table", "bar_chart", "line_chart", "progress_chart"]
