"""“We did” rests on a commitment that is done, or on evidence of its own, and is never said of a refusal."""

import django.db.models.deletion
from django.db import migrations, models

REFUSALS = ("not_possible", "not_ours")


def name_what_each_rests_on(apps, schema_editor):
    """Keep with each entry the outcome of its answer, and with each "we did" the commitment that shows it.

    A published "we did" with nothing to show it is a draft again, as what it can be said to be: somebody reads it anew.
    """
    entries = apps.get_model("answers", "YouSaidEntry").objects
    commitments = apps.get_model("answers", "Commitment").objects
    for entry in entries.filter(answer__isnull=False).select_related("answer"):
        entries.filter(pk=entry.pk).update(outcome=entry.answer.outcome)
    for entry in entries.filter(kind="did"):
        done = commitments.filter(answer=entry.answer_id, answer__isnull=False, status="done").order_by(
            "finished_on", "pk"
        )
        if entry.outcome in REFUSALS:
            entries.filter(pk=entry.pk).update(kind="could_not", published_on=None)
        elif done:
            entries.filter(pk=entry.pk).update(shown_by=done.last())
        else:
            entries.filter(pk=entry.pk).update(kind="will", published_on=None)


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0002_plain_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="yousaidentry",
            name="evidence",
            field=models.TextField(blank=True, default="", help_text="how anyone can see that it is done"),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="yousaidentry",
            name="outcome",
            field=models.CharField(
                blank=True,
                choices=[
                    ("agreed", "agreed"),
                    ("partly", "partly agreed"),
                    ("not_possible", "not possible"),
                    ("not_ours", "not ours"),
                ],
                default="",
                editable=False,
                help_text="that of the answer behind it",
                max_length=12,
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="yousaidentry",
            name="shown_by",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="a commitment that is done, on which “we did” rests",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="answers.commitment",
            ),
        ),
        migrations.RunPython(name_what_each_rests_on, migrations.RunPython.noop),
    ]
