from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("meetings", "0018_calendar_changed")]

    operations = [
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=Q(announced_on__isnull=True) | Q(calendar_changed_at__isnull=False),
                name="an_announced_meeting_is_in_the_calendar",
            ),
        ),
    ]
