"""Take off the board what withdrawn consultations left on it."""

from django.db import migrations


def take_off(apps, schema_editor):
    entries = apps.get_model("answers", "YouSaidEntry").objects
    moves = apps.get_model("consultations", "ConsultationMove").objects
    for move in moves.filter(status="withdrawn"):
        said = entries.filter(answer__consultation_theme__consultation=move.consultation_id)
        said.update(published_on=None, withdrawn_on=move.on)


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0009_entries_of_withdrawn_consultations"),
        ("consultations", "0004_small_number_is_kept"),
    ]

    operations = [migrations.RunPython(take_off, migrations.RunPython.noop)]
