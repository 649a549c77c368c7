import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("answers", "0013_why_an_answer_changed"),
        ("common", "0003_redactions"),
        ("consultations", "0009_short_and_early_have_reasons"),
        ("issues", "0008_who_speaks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ThemeAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(default=1)),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "draft"), ("posted", "posted"), ("superseded", "superseded")],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "because",
                    models.TextField(
                        blank=True, help_text="why it takes the place of the earlier version; everyone can read it"
                    ),
                ),
                ("posted_on", models.DateField(blank=True, null=True)),
            ],
            options={
                "ordering": ["consultation_theme", "number"],
            },
        ),
        migrations.AddField(
            model_name="consultationtheme",
            name="answered_on",
            field=models.DateField(
                blank=True,
                editable=False,
                help_text="the day of its first answer, whatever replaced it since",
                null=True,
            ),
        ),
        migrations.AlterField(
            model_name="consultationtheme",
            name="answer",
            field=models.OneToOneField(
                blank=True,
                help_text="the one in force",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="consultation_theme",
                to="answers.answer",
            ),
        ),
        migrations.AddField(
            model_name="themeanswer",
            name="answer",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="theme_answer", to="answers.answer"
            ),
        ),
        migrations.AddField(
            model_name="themeanswer",
            name="consultation_theme",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="versions",
                to="consultations.consultationtheme",
            ),
        ),
        migrations.AddField(
            model_name="themeanswer",
            name="posted_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="themeanswer",
            name="supersedes",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="superseded_by",
                to="consultations.themeanswer",
            ),
        ),
        migrations.AddField(
            model_name="themeanswer",
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
            model_name="themeanswer",
            name="written_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="themeanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "posted")),
                fields=("consultation_theme",),
                name="one_posted_answer_per_theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="themeanswer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft")),
                fields=("consultation_theme",),
                name="one_draft_answer_per_theme",
            ),
        ),
        migrations.AddConstraint(
            model_name="themeanswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("posted_on__isnull", True), ("status", "draft")),
                    models.Q(models.Q(("status", "draft"), _negated=True), ("posted_on__isnull", False)),
                    _connector="OR",
                ),
                name="theme_answer_date_matches_its_status",
            ),
        ),
    ]
