"""Every figure of a report, counted from the records and kept as plain data, so that a build can freeze it.

Dates are ISO text, counts whole numbers, shares whole percentages. `collect` is the one way in; each module counts what
one part of the house keeps.
"""

from reports.figures.collect import collect

__all__ = ["collect"]
