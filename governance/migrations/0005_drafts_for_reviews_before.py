"""Where the group wanted its terms changed and no version followed, a draft of the next version is begun."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import migrations


def begin_drafts(apps, schema_editor):
    """Begin a draft for the last review of each document, where it wanted changes and no version came after it."""
    today = dt.datetime.now(ZoneInfo("Europe/London")).date()
    for document in apps.get_model("governance", "GoverningDocument").objects.all():
        last = document.versions.order_by("-number").first()
        review = last and last.reviews.order_by("-decided_on").first()
        if review and review.is_changed:
            _begin(apps, document, last, review, today)


def _begin(apps, document, last, review, today):
    draft = apps.get_model("governance", "TermsDraft").objects.create(
        document=document, review=review, based_on=last, begun_on=max(today, review.decided_on)
    )
    rows = apps.get_model("governance", "DraftClause").objects
    for clause in last.clauses.all():
        rows.create(
            draft=draft,
            identifier=clause.identifier,
            order=clause.order,
            part=clause.part,
            text=last.kept.texts[clause.identifier],
            evidence_kind=clause.evidence_kind,
        )


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_drafts_of_the_next_version")]

    operations = [migrations.RunPython(begin_drafts)]
