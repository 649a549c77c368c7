"""The records prove two more of the terms that ship with the portal: M6 and M7."""

from django.db import migrations

KINDS = {"M6": "views-brought", "M7": "passed-on"}


def name_kinds(apps, schema_editor):
    """Name the kind of evidence where a clause of the first version, or of a draft of the next one, has none."""
    for identifier, kind in KINDS.items():
        nothing = {"identifier": identifier, "evidence_kind": ""}
        clauses = apps.get_model("governance", "Clause").objects
        clauses.filter(version__document__slug="terms", version__number=1, **nothing).update(evidence_kind=kind)
        drafts = apps.get_model("governance", "DraftClause").objects
        drafts.filter(draft__document__slug="terms", draft__status="drafting", **nothing).update(evidence_kind=kind)


class Migration(migrations.Migration):
    dependencies = [("governance", "0009_expenses_that_records_prove")]

    operations = [migrations.RunPython(name_kinds, migrations.RunPython.noop)]
