"""Meetings planned before they were announced in a step of their own: everybody could read of them, so they were."""

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Coalesce

from common import clock


def set_announced(apps, schema_editor):
    planned = apps.get_model("meetings", "Meeting").objects.filter(announced_on=None).exclude(status="proposed")
    planned.update(announced_on=Coalesce("agenda_published_on", "confirmed_on", Value(clock.today())))


class Migration(migrations.Migration):
    dependencies = [("meetings", "0012_announced")]

    operations = [migrations.RunPython(set_announced, migrations.RunPython.noop)]
