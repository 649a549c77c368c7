"""What reports hold, and of those who build and download them (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from accounts.privacy.acting import who_did
from common.privacy import FOR_EVER, Fate, Whose, found_by, holds
from common.told import Told
from reports.models import Build, BuildFile, BuildPage, Download, Report, Section

holds(Report, _("reports"), kept=FOR_EVER, nobody=("slug", "title"))
holds(Section, _("written sections of reports"), kept=FOR_EVER, others=("text",), nobody=("key",))
holds(
    BuildPage,
    _("reports as they were laid out"),
    kept=FOR_EVER,
    others=("contents", "chapters", "summary"),
    nobody=("language",),
)
holds(Build, _("reports as they were built"), kept=FOR_EVER, others=("words",), nobody=("figures",))
who_did(Build, _("who asked for a report to be built"), "requested_by")
holds(BuildFile, _("files of reports"), kept=FOR_EVER)
holds(
    Download,
    _("who downloaded a report"),
    of=Whose.STAFF,
    why=_("so that the co-ordinator can see which report the board has"),
    seen_by=_("the co-ordinator"),
    kept="reports.downloads",
    rows=found_by(Download, accounts__user="by"),
    erased=Fate.DELETED,
    keys=("by",),
    told=Told(
        _("Reports you downloaded"),
        {"file.build.report.title": _("Report"), "at": _("Downloaded on")},
        newest="at",
    ),
)
