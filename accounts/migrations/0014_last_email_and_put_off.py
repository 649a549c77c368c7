from django.db import migrations, models
from django.db.models import F


def tell_when(apps, schema_editor):
    """What was agreed to before was told of in the same moment."""
    rows = apps.get_model("accounts", "DataRequest").objects.filter(kind="erasure", status="under_way")
    rows.update(told_at=F("agreed_at"))


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_complaint_secret")]

    operations = [
        migrations.AddField(
            model_name="datarequest",
            name="told_at",
            field=models.DateTimeField(
                blank=True, help_text="when the last e-mail about an erasure was written", null=True
            ),
        ),
        migrations.AddField(
            model_name="datarequest",
            name="put_off_at",
            field=models.DateTimeField(blank=True, help_text="since when an agreed erasure has to wait", null=True),
        ),
        migrations.RunPython(tell_when, migrations.RunPython.noop),
    ]
