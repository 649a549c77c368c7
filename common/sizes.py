"""How much may be sent to each page: decided from its address, before what is sent is read (docs/safety.md)."""

from django.conf import settings
from django.forms import FileField
from django.urls import Resolver404, resolve

# The largest file that is kept: one number, for every form that takes one.
LARGEST_MB = 10
LARGEST_PICTURE_MB = 30  # a photograph of 48 megapixels, which is made smaller before it is kept
MB = 1_000_000
# Of what is too large this much is kept, to give back the texts typed before the file.
KEPT = 300_000


def largest_body(path):
    """Return how many bytes may be posted to an address: the texts of a form, and one file where its form takes one.

    How large the file may be, the field of the form says (`most_mb`, common/documents/choosing.py).
    """
    texts = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    try:
        page = getattr(resolve(path).func, "view_class", None)
    except Resolver404:
        return texts
    fields = getattr(getattr(page, "form_class", None), "base_fields", {}).values()
    return texts + max((field.most_mb for field in fields if isinstance(field, FileField)), default=0) * MB
