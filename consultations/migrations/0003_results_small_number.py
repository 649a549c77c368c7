"""Published results keep the small number they were published under (promises 9 and 15)."""

from django.db import migrations, models

DEFAULT = 10


def keep_the_number_of_that_day(apps, schema_editor):
    """Give results published before the number that was set for their day, as the page has shown them until now."""
    settings = apps.get_model("accounts", "ServiceSetting").objects.filter(name="small_number").order_by("holds_from")
    rows = [row for row in settings if type(row.value) is int and 1 <= row.value <= 999]
    consultations = apps.get_model("consultations", "Consultation").objects
    for consultation in consultations.filter(results_published_on__isnull=False):
        held = [row.value for row in rows if row.holds_from <= consultation.results_published_on]
        number = held[-1] if held else DEFAULT
        consultations.filter(pk=consultation.pk).update(results_small_number=number)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_pending_changes"),
        ("consultations", "0002_plainer_labels"),
    ]

    operations = [
        migrations.AddField(
            model_name="consultation",
            name="results_small_number",
            field=models.PositiveSmallIntegerField(
                editable=False, help_text="the small number the results were published under", null=True
            ),
        ),
        migrations.RunPython(keep_the_number_of_that_day, migrations.RunPython.noop),
    ]
