"""How long we keep what people tell us and what we note of them, in plain words, for the privacy page."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.pages.columns import Column, Table
from common.privacy import holdings
from common.retention import Group, rules


class HowLongTable(Table):
    what = Column(gettext_lazy("What we keep"))
    how_long = Column(gettext_lazy("How long"))


FOR_FAMILIES = (Group.FAMILY, Group.ANYBODY, Group.MEMBER)


def how_long():
    """Return the rows of the page: each rule of retention that has words for families, and what goes by none."""
    told = (rule for group in FOR_FAMILIES for rule in rules.values() if rule.group is group and rule.plain)
    by_no_rule = (one for one in holdings.values() if one.told and not one.rule)
    lasting = (
        (_("Minutes of meetings, with the names of who came"), _("for ever")),
        (_("Who did what to a record"), _("as long as the record itself, because it proves it")),
        (_("Logs of the computers that this website runs on"), _("12 months")),
    )
    pairs = [
        *((one.plain, one.in_words) for one in told),
        *((one.told.page, one.kept) for one in by_no_rule),
        *lasting,
    ]
    return [{"what": what, "how_long": long} for what, long in pairs]
