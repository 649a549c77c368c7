"""A change that waited keeps when it ended; a closed, opened or ended account of power waits too."""

from django.db import migrations, models
from django.db.models import F


def end_those_that_ended(apps, schema_editor):
    """Give what ended before its moment was kept the latest it is sure of: when it was asked for."""
    changes = apps.get_model("accounts", "PendingChange").objects
    changes.exclude(status="waiting").update(ended_at=F("asked_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_pending_changes"),
    ]

    operations = [
        migrations.AddField(
            model_name="pendingchange",
            name="ended_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="made or withdrawn at"),
        ),
        migrations.RunPython(end_those_that_ended, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="pendingchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("email", "e-mail address"),
                    ("second_factor", "authenticator app"),
                    ("role", "role"),
                    ("end_role", "end of a role"),
                    ("close", "closed account"),
                    ("open", "account opened again"),
                ],
                max_length=20,
                verbose_name="change",
            ),
        ),
    ]
