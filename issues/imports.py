"""The lists of this app that can be imported from a spreadsheet."""

from django.utils.translation import gettext_lazy as _

from common.imports import ImportKind, imported
from issues.forms.rows import IssueRowForm
from issues.services.imports.issues import IssueTaker, kept_apart, remove_imported_issues


@imported
class IssuesList(ImportKind):
    name, permission, start = "issues.issues", "issues.enter_issue", "issues:issue_import"
    most_rows = 1_000
    heading = _("Import issues")
    lead = _(
        "Issues that reached you by phone, on paper or in person, and that you have kept in a spreadsheet. Each is "
        "entered as if you typed it in. Parents are not e-mailed unless you say so below. As always, the safeguarding "
        "leads are told of a child or young person, and the independent readers of what is about this service."
    )
    rows_are = _(
        "Each row is one issue. It comes in as received, and late at once where its day is long ago. There is no "
        "column for what has been done since: record that on the page of the issue."
    )
    row_form, taker = IssueRowForm, IssueTaker
    parts = {"issues.issue": ("moves", "concerns")}
    is_undone_by_importer, stays_because = True, _("This is being dealt with, so it stays.")
    also_called = {
        "received_on": ("date", "date received", "received", "day"),
        "channel": ("channel", "how received", "source", "method of contact", "contact method"),
        "kind": ("type", "kind of issue", "type of issue"),
        "service_area": ("service", "service area", "about", "department"),
        "area": ("town", "area", "district", "locality"),
        "age_group": ("age", "age group", "age of child"),
        "speaks_as": ("who", "relationship", "said by", "caller"),
        "original_text": ("issue", "description", "what was said", "details", "comments", "words", "concern"),
        "hoped_for": ("outcome wanted", "what would help", "desired outcome"),
        "is_about_us": ("about us", "about the service itself"),
        "share_with_group": ("share with group", "consent group", "group can see"),
        "share_with_agency": ("share with agency", "consent agency", "agency can see"),
        "may_publish": ("publish", "consent to publish", "may be published"),
        "contact_name": ("name", "parent name", "parent", "contact name", "name of parent"),
        "contact_email": ("email", "e-mail", "contact email"),
        "contact_phone": ("phone", "telephone", "mobile", "contact number"),
    }

    def kept_apart(self, made):
        keys = kept_apart([key for label, key in made if label == "issues.issue"])
        return {("issues.issue", key) for key in keys}

    def remove(self, rows, *, by, now):
        remove_imported_issues(rows, by=by, now=now)
        super().remove(rows, by=by, now=now)
