"""A setting that protects somebody waits for a second person too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_ended_change_moment"),
    ]

    operations = [
        migrations.AlterField(
            model_name="pendingchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("email", "e-mail address"),
                    ("second_factor", "authenticator app"),
                    ("role", "role"),
                    ("end_role", "end of a role"),
                    ("close", "closed account"),
                    ("open", "account opened again"),
                    ("setting", "setting of the service"),
                ],
                max_length=20,
                verbose_name="change",
            ),
        ),
        migrations.AlterField(
            model_name="pendingchange",
            name="user",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="person",
            ),
        ),
        migrations.AddConstraint(
            model_name="pendingchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "setting"), ("user__isnull", True)),
                    models.Q(models.Q(("kind", "setting"), _negated=True), ("user__isnull", False)),
                    _connector="OR",
                ),
                name="change_is_about_a_person_or_a_setting",
            ),
        ),
    ]
