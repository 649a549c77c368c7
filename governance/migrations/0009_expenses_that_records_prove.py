"""The records prove M13 of the terms that ship with the portal: expenses are paid so that people can come."""

from django.db import migrations


def name_kind(apps, schema_editor):
    """Name the kind of evidence where the clause of the first version, or of a draft of the next one, has none."""
    nothing = {"identifier": "M13", "evidence_kind": ""}
    clauses = apps.get_model("governance", "Clause").objects
    clauses.filter(version__document__slug="terms", version__number=1, **nothing).update(evidence_kind="expenses")
    drafts = apps.get_model("governance", "DraftClause").objects
    drafts.filter(draft__document__slug="terms", draft__status="drafting", **nothing).update(evidence_kind="expenses")


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_memberships_reviewed_every_year")]

    operations = [migrations.RunPython(name_kind, migrations.RunPython.noop)]
