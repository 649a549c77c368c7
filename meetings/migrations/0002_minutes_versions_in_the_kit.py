"""The words, the number and the day of a version of the minutes live as a version of the meeting's text."""

import django.db.models.deletion
from django.db import migrations, models


def keep_words(apps, schema_editor):
    """Carry each version over under its own number and day."""
    texts, saves = apps.get_model("common", "VersionedText").objects, apps.get_model("common", "TextVersion").objects
    for meeting in apps.get_model("meetings", "Meeting").objects.filter(versions__isnull=False).distinct():
        meeting.words = texts.create()
        meeting.save(update_fields=["words"])
        for version in meeting.versions.order_by("number"):
            meeting.words.number = version.number
            version.kept = saves.create(
                of=meeting.words, number=version.number, texts=version.content, saved_on=version.made_on
            )
            version.save(update_fields=["kept"])
        meeting.words.save(update_fields=["number"])
    # PostgreSQL alters no table with checks still to be made.
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("meetings", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="words",
            field=models.OneToOneField(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="common.versionedtext",
            ),
        ),
        migrations.AddField(
            model_name="minutesversion",
            name="kept",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.textversion"
            ),
        ),
        migrations.RunPython(keep_words),
        migrations.AlterField(
            model_name="minutesversion",
            name="kept",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.textversion"
            ),
        ),
        migrations.AlterModelOptions(name="minutesversion", options={"ordering": ["meeting", "kept__number"]}),
        migrations.RemoveConstraint(model_name="minutesversion", name="one_minutes_version_per_number"),
        migrations.RemoveField(model_name="minutesversion", name="number"),
        migrations.RemoveField(model_name="minutesversion", name="made_on"),
        migrations.RemoveField(model_name="minutesversion", name="content"),
    ]
