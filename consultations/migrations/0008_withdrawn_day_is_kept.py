"""The database agrees that a withdrawn consultation has its day, and no other."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0007_withdrawn_has_its_day")]

    operations = [
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "withdrawn"), ("withdrawn_on__isnull", False)),
                    models.Q(models.Q(("status", "withdrawn"), _negated=True), ("withdrawn_on__isnull", True)),
                    _connector="OR",
                ),
                name="withdrawn_consultation_has_its_date",
            ),
        ),
    ]
