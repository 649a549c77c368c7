"""A no that reopened an issue stays known; what says "we will" over a refusal leaves the board until it is read again."""

import django.db.models.deletion
from django.db import migrations, models


def unpublish(apps, schema_editor):
    entries = apps.get_model("answers", "YouSaidEntry").objects
    entries.filter(kind="will", outcome__in=["not_possible", "not_ours"]).update(published_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0010_entries_are_confirmed"),
        ("issues", "0008_who_speaks"),
    ]

    operations = [
        migrations.AddField(
            model_name="promisefeedback",
            name="reopening",
            field=models.ForeignKey(
                blank=True,
                help_text="the step that a no caused; it stays when the family says something else",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="issues.issuemove",
            ),
        ),
        migrations.RunPython(unpublish, migrations.RunPython.noop),
    ]
