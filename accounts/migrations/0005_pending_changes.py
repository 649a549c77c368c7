"""Changes that give power over an account wait for a second person, or for a day."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_mark_installation"),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("email", "e-mail address"), ("second_factor", "authenticator app"), ("role", "role")],
                        max_length=20,
                        verbose_name="change",
                    ),
                ),
                ("value", models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("made", "made"), ("withdrawn", "withdrawn")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(verbose_name="asked for at")),
                ("applies_at", models.DateTimeField(blank=True, null=True, verbose_name="will be made at")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked for by",
                    ),
                ),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="agreed or withdrawn by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "change that waits",
                "verbose_name_plural": "changes that wait",
                "ordering": ["-asked_at", "-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "waiting"), models.Q(("kind", "role"), _negated=True)),
                        fields=("user", "kind"),
                        name="one_waiting_change_of_a_kind",
                    )
                ],
            },
        ),
    ]
