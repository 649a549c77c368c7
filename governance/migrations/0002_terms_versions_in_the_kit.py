"""The words of a document live as versions of its text alone; each of its own versions says which of them it is."""

import django.db.models.deletion
from django.db import migrations, models


def keep_words(apps, schema_editor):
    """Keep the clauses of each version, oldest first, as the next version of its document's text."""
    texts = apps.get_model("common", "VersionedText").objects
    for document in apps.get_model("governance", "GoverningDocument").objects.all():
        versions = list(document.versions.order_by("number"))
        if not versions:
            continue
        document.words = texts.create(number=len(versions))
        document.save(update_fields=["words"])
        for number, version in enumerate(versions, 1):
            version.kept = _keep(apps, document.words, number, version)
            version.save(update_fields=["kept"])
    # PostgreSQL alters no table with checks still to be made.
    schema_editor.connection.check_constraints()


def _keep(apps, words, number, version):
    return apps.get_model("common", "TextVersion").objects.create(
        of=words, number=number, texts=dict(version.clauses.values_list("identifier", "text")), saved_on=None
    )


class Migration(migrations.Migration):
    dependencies = [("common", "0001_initial"), ("governance", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="governingdocument",
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
            model_name="termsversion",
            name="kept",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="common.textversion"
            ),
        ),
        migrations.RunPython(keep_words),
        migrations.AlterField(
            model_name="termsversion",
            name="kept",
            field=models.OneToOneField(
                help_text="the words of each clause",
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="common.textversion",
            ),
        ),
        migrations.RemoveField(model_name="clause", name="text"),
    ]
