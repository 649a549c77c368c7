"""The message where a setting already has a value for a date."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_first_lists"),
    ]

    operations = [
        migrations.AlterConstraint(
            model_name="servicesetting",
            name="one_value_per_setting_and_day",
            constraint=models.UniqueConstraint(
                fields=("name", "holds_from"),
                name="one_value_per_setting_and_day",
                violation_error_message="There is already a value for that date. Change that one.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="servicesetting",
            name="one_value_per_undated_setting",
            constraint=models.UniqueConstraint(
                condition=models.Q(("holds_from__isnull", True)),
                fields=("name",),
                name="one_value_per_undated_setting",
                violation_error_message="There is already a value for that date. Change that one.",
            ),
        ),
    ]
