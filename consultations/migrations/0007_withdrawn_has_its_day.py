"""A withdrawn consultation has its day, and says what follows it."""

from django.db import migrations, models
from django.db.models import F


def take_the_day_of_the_move(apps, schema_editor):
    """Give those withdrawn before the day of their last step; one without steps was a draft, or opened that day."""
    consultations = apps.get_model("consultations", "Consultation").objects.filter(status="withdrawn")
    moves = apps.get_model("consultations", "ConsultationMove").objects.filter(status="withdrawn")
    consultations.filter(opened_on__isnull=False).update(withdrawn_on=F("opened_on"))
    consultations.filter(opened_on__isnull=True).update(withdrawn_on=F("opens_at__date"))
    for move in moves.order_by("on", "pk"):
        consultations.filter(pk=move.consultation_id).update(withdrawn_on=move.on)


class Migration(migrations.Migration):
    dependencies = [("consultations", "0006_sole_answer")]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="what_follows",
            field=models.TextField(blank=True, help_text="what comes after one that was withdrawn"),
        ),
        migrations.AddField(
            model_name="consultation",
            name="withdrawn_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.RunPython(take_the_day_of_the_move, migrations.RunPython.noop),
    ]
