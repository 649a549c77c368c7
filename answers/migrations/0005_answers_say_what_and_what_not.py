"""An answer says what is done already, and "partly" what is not possible, and why; answers of before stay as they are."""

from django.db import migrations, models


def remember_what_was_not_asked(apps, schema_editor):
    """Answers posted before "partly" asked for both halves need not have them."""
    answers = apps.get_model("answers", "Answer").objects
    answers.filter(outcome="partly", reason="", posted_on__isnull=False).update(asked_for_both=False)


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0004_we_did_is_shown"),
    ]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="done",
            field=models.TextField(blank=True, default="", help_text="what is done already, and how anyone can see it"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="answer",
            name="asked_for_both",
            field=models.BooleanField(
                default=True,
                editable=False,
                help_text="false where it was posted before “partly” asked what is not possible, and why",
            ),
        ),
        migrations.AlterField(
            model_name="answer",
            name="reason",
            field=models.TextField(blank=True, help_text="what is not possible, and why"),
        ),
        migrations.RunPython(remember_what_was_not_asked, migrations.RunPython.noop),
    ]
