"""Each membership keeps the day of the last meeting its holder came to, from the registers there are."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import TruncDate


def set_last_attended(apps, schema_editor):
    came = apps.get_model("meetings", "Attendance").objects.filter(
        membership=OuterRef("pk"),
        record__in=["present", "online", "part"],
        meeting__status__in=["held", "circulated", "approved"],
    )
    last = came.order_by("-meeting__starts_at").annotate(on=TruncDate("meeting__starts_at")).values("on")[:1]
    apps.get_model("members", "Membership").objects.update(last_attended_on=Subquery(last))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0005_decided")]

    operations = [migrations.RunPython(set_last_attended, migrations.RunPython.noop)]
