"""Published agendas no longer say that issues wait now, nor how many where they are few."""

import re

from django.db import migrations

COUNTED = re.compile(r"^(\d+) issues? (waits?|is in no theme yet|are in no theme yet)\.")
FEW = 5
WORDS = {
    "theme": "Waiting when this agenda was published: {}.",
    "other_issues": "In no theme when this agenda was published: {}.",
}
NOT_PUBLISHED = ["proposed", "scheduled"]


def settle(apps, _schema_editor):
    """Rewrite the words the portal gave; what somebody wrote stays, and so does the number where it is not small."""
    items = apps.get_model("meetings", "AgendaItem").objects.filter(standing__in=WORDS)
    for item in items.exclude(meeting__status__in=NOT_PUBLISHED):
        if found := COUNTED.match(item.text):
            number = int(found[1])
            words = WORDS[item.standing].format("a few issues" if number < FEW else f"{number} issues")
            item.text = words + item.text[found.end() :]
            item.save(update_fields=["text"])


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_who_asks")]

    operations = [migrations.RunPython(settle, migrations.RunPython.noop)]
