"""The calendar says more of each meeting from now on, so all of it changes once."""

from django.db import migrations

from common import clock


def set_changed(apps, schema_editor):
    meetings = apps.get_model("meetings", "Meeting").objects
    meetings.filter(announced_on__isnull=False, calendar_changed_at=None).update(calendar_changed_at=clock.now())


class Migration(migrations.Migration):
    dependencies = [("meetings", "0017_calendar_changed_at")]

    operations = [migrations.RunPython(set_changed, migrations.RunPython.noop)]
