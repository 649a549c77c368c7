"""What can be found of the terms: every clause of the versions in force."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common import clock, search
from common.search import Entry
from governance.models import Clause, TermsVersion


def in_force(user):
    return Clause.objects.filter(version__in=TermsVersion.objects.in_force(clock.today()).order_by())


@search.kind(
    "clauses", _("Terms and standards"), Clause, visible=in_force, with_rows=["version__document", "version__kept"]
)
def clause(row):
    one = row.version
    address = reverse("governance:terms") if one.document.is_ours else one.document.get_absolute_url()
    return Entry(f"{row.identifier}, {one.title}", row.text, one.in_force_on, f"{address}#{row.identifier}")


@search.follows(TermsVersion)
def clauses_of(keys):
    yield Clause.objects.filter(version__in=keys)
