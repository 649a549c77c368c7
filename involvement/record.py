"""What the chain holds of `involvement`: other versions of documents that were made."""

from django.utils.translation import gettext_lazy as _

from common import chain
from involvement.models import OtherVersion


@chain.kind("involvement.versions", _("other versions of documents"), OtherVersion.objects.all, day="made_on")
def form_of_version(version):
    """Whether it is still offered is left out: the audit trail, chained too, says so."""
    return {
        "address": version.address,
        "details": version.details,
        "document": version.document_id,
        "kind": version.kind,
        "made_from_on": version.made_from_on,
        "made_on": version.made_on,
        "title": version.title,
        "what": version.what,
    }
