from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("consultations", "0011_first_versions")]
    operations = [
        migrations.AddConstraint(
            model_name="consultationtheme",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer__isnull", True), ("answered_on__isnull", True)),
                    models.Q(("answer__isnull", False), ("answered_on__isnull", False)),
                    _connector="OR",
                ),
                name="an_answered_theme_has_its_date",
            ),
        ),
    ]
