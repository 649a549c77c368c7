"""The records prove three of the promises that ship with the portal: V3, V4 and V12."""

from django.db import migrations

KINDS = {"V3": "involvement-levels", "V4": "ways-of-taking-part", "V12": "minutes-and-resolutions"}


def name_kinds(apps, schema_editor):
    """Name the kind of evidence where a clause of the first version, or of a draft of the next one, has none."""
    for identifier, kind in KINDS.items():
        nothing = {"identifier": identifier, "evidence_kind": ""}
        clauses = apps.get_model("governance", "Clause").objects
        clauses.filter(version__document__slug="promises", version__number=1, **nothing).update(evidence_kind=kind)
        drafts = apps.get_model("governance", "DraftClause").objects
        drafts.filter(draft__document__slug="promises", draft__status="drafting", **nothing).update(evidence_kind=kind)


class Migration(migrations.Migration):
    dependencies = [("governance", "0005_drafts_for_reviews_before")]

    operations = [migrations.RunPython(name_kinds, migrations.RunPython.noop)]
