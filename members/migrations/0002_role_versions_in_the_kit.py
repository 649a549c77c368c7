"""The words of a role description live as versions of its text alone; its own versions say which of them they are."""

import django.db.models.deletion
from django.db import migrations, models


def point_at_words(apps, schema_editor):
    """Find the save of each version, oldest first; where its words were never kept as a save, keep them now."""
    for description in apps.get_model("members", "RoleDescription").objects.all():
        after = -1
        for version in description.versions.order_by("number"):
            version.kept = _save_of(apps, description, version, after)
            version.save(update_fields=["kept"])
            after = version.kept.number
    # PostgreSQL alters no table with checks still to be made.
    schema_editor.connection.check_constraints()


def _save_of(apps, description, version, after):
    saves = apps.get_model("common", "TextVersion").objects
    same = saves.filter(of=description.words_id, number__gt=after, texts={"text": version.text})
    return same.order_by("number").first() or _keep(apps, saves, description, version)


def _keep(apps, saves, description, version):
    if description.words is None:
        description.words = apps.get_model("common", "VersionedText").objects.create()
        description.save(update_fields=["words"])
    description.words.number += 1
    description.words.save(update_fields=["number"])
    return saves.create(
        of=description.words,
        number=description.words.number,
        texts={"text": version.text},
        saved_on=version.published_on,
    )


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("members", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="roledescriptionversion",
            name="kept",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.textversion"
            ),
        ),
        migrations.RunPython(point_at_words),
        migrations.AlterField(
            model_name="roledescriptionversion",
            name="kept",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.textversion"
            ),
        ),
        migrations.RemoveField(model_name="roledescriptionversion", name="text"),
    ]
