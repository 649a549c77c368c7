"""Existing data is marked as sample data only where everybody in it is invented; all other data is real."""

from django.db import migrations

INVENTED = "@marlshire.example"


def mark(apps, schema_editor):
    people = apps.get_model("accounts", "User").objects
    if people.exists():
        is_sample = not people.exclude(email__endswith=INVENTED).exists()
        apps.get_model("common", "Installation").objects.get_or_create(pk=1, defaults={"is_sample": is_sample})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_plainer_messages"),
        ("common", "0002_installation"),
    ]

    operations = [
        migrations.RunPython(mark, migrations.RunPython.noop),
    ]
