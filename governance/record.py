"""What the chain holds of `governance`: the words of each version of the terms and of other documents."""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from common import chain
from common.models import TextVersion
from governance.models import TermsVersion


@chain.kind(
    "governance.terms",
    _("versions of terms and promises"),
    TermsVersion.objects.select_related("kept").all,
    day=Coalesce("kept__saved_on", "in_force_on"),  # the first ones were saved before that day was kept
    parts={TextVersion: "kept"},
)
def form_of_version(version):
    """When it is reviewed next is left out: each review moves it."""
    return {
        "agreed_at": version.agreed_at_id,
        "amendments": version.amendments,
        "document": version.document_id,
        "in_force_on": version.in_force_on,
        "number": version.number,
        "resolution": version.resolution_id,
        "saved_on": version.kept.saved_on,
        "texts": version.kept.texts,
    }
