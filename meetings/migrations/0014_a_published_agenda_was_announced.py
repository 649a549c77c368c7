from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0013_planned_meetings_were_announced")]

    operations = [
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["agenda", "held", "circulated", "approved"]), _negated=True),
                    ("announced_on__isnull", False),
                    _connector="OR",
                ),
                name="a_published_agenda_was_announced",
            ),
        ),
    ]
