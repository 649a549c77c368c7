"""The database agrees that published results have their small number."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_installation"),
        ("consultations", "0003_results_small_number"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("results_published_on__isnull", True), ("results_small_number__isnull", True)),
                    models.Q(("results_published_on__isnull", False), ("results_small_number__isnull", False)),
                    _connector="OR",
                ),
                name="published_results_keep_their_small_number",
            ),
        ),
    ]
