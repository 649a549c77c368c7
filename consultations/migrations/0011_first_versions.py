"""Each answer to a theme there is becomes the first version of it."""

from django.db import migrations


def begin_versions(apps, schema_editor):
    versions = apps.get_model("consultations", "ThemeAnswer").objects
    for row in apps.get_model("consultations", "ConsultationTheme").objects.filter(answer__isnull=False):
        answer = row.answer
        versions.create(
            consultation_theme=row,
            answer=answer,
            status="posted",
            posted_on=answer.posted_on,
            written_by_id=answer.answered_by_id,
            posted_by_id=answer.answered_by_id,
        )
        row.answered_on = answer.posted_on
        row.save(update_fields=["answered_on"])


class Migration(migrations.Migration):
    dependencies = [("consultations", "0010_answers_have_versions")]
    operations = [migrations.RunPython(begin_versions, migrations.RunPython.noop)]
