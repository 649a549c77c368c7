"""What can be found of reports: the words of the build that was agreed, for whoever may read the report."""

import html

from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from common import search
from common.search import Entry
from reports.models import Report


@search.kind(
    "reports",
    _("Reports"),
    Report,
    visible=lambda user: Report.objects.published().visible_to(user),
    with_rows=["agreed_build__page"],
)
def report(row):
    page = row.agreed_build and row.agreed_build.page
    if not row.is_published or page is None:
        return None
    words = html.unescape(strip_tags(f"{page.summary}\n{page.chapters}".replace("<", " <")))
    return Entry(row.name, " ".join(words.split()), row.published_on, row.get_absolute_url())
