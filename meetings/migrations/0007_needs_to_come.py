"""Each membership keeps what its holder last said would help them to come, from the replies there are."""

from django.db import migrations
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.db.models import Value


def set_needs(apps, schema_editor):
    said = apps.get_model("meetings", "Reply").objects.filter(membership=OuterRef("pk")).exclude(needs="")
    last = Coalesce(Subquery(said.order_by("-replied_at").values("needs")[:1]), Value(""))
    apps.get_model("members", "Membership").objects.update(needs_to_come=last)


class Migration(migrations.Migration):
    dependencies = [("members", "0004_needs_to_come"), ("meetings", "0006_last_attended")]

    operations = [migrations.RunPython(set_needs, migrations.RunPython.noop)]
