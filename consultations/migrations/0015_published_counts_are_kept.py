"""Each theme of published results keeps the count that its page shows, and with it its entry of the board."""

from django.db import migrations
from django.db.models import Q

NO_PARENTS = ("child", "worker", "other")


def keep_counts(apps, schema_editor):
    kinds = apps.get_model("accounts", "RespondentKind").objects
    parents = set(kinds.filter(current__stands_for="parent").values_list("pk", flat=True))
    parents -= set(kinds.filter(current__stands_for__in=NO_PARENTS).values_list("pk", flat=True))
    entries = apps.get_model("answers", "YouSaidEntry").objects
    rows = apps.get_model("consultations", "ConsultationTheme").objects
    for row in rows.filter(consultation__results_published_on__isnull=False):
        said = row.coded.order_by().values_list("response", "group").distinct()
        row.said_by_count = len({response for response, _group in said})
        row.said_by_parents = bool(said) and {group for _response, group in said} <= parents
        row.save(update_fields=["said_by_count", "said_by_parents"])
        of_theme = Q(answer=row.answer_id) if row.answer_id else Q(pk=None)
        entries.filter(of_theme, said_by_count=row.said_by_count).update(said_by_parents=row.said_by_parents)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("answers", "0016_corrected_counts"),
        ("consultations", "0014_themes_are_corrected_in_the_open"),
    ]
    operations = [migrations.RunPython(keep_counts, migrations.RunPython.noop)]
