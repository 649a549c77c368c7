"""What somebody typed into a form that was refused, to be shown so that nobody loses it."""

import io

from django.core.exceptions import SuspiciousOperation
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import QueryDict
from django.http.multipartparser import MultiPartParser, MultiPartParserError

from common.sizes import KEPT

HIDDEN_WORDS = ("password", "code", "secret", "token", "once", "version", "csrf", "checked")
KEPT_TEXTS = 60


class NoFiles(FileUploadHandler):
    """Passes over the files of a form."""

    def new_file(self, *args, **kwargs):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Never asked: the file was passed over."""

    def file_complete(self, file_size):
        """Never asked either."""


def kept_texts(data):
    """Return [(name of the field, text)] of what people typed; nothing that is hidden or a secret."""
    texts = [
        (name.replace("_", " "), text)
        for name, values in data.lists()
        for text in values
        if text.strip() and not any(word in name.lower() for word in HIDDEN_WORDS)
    ]
    return texts[:KEPT_TEXTS]


def typed_before_the_end(request):
    """Return the fields that stand whole in the first part of a form that is too large to be read."""
    head = request.META["wsgi.input"].read(KEPT)
    if request.content_type != "multipart/form-data":
        whole = head.rpartition(b"&")[0]  # the last one is cut off
        return QueryDict(whole, encoding="utf-8") if request.content_type.endswith("urlencoded") else QueryDict()
    described = {"CONTENT_TYPE": request.META["CONTENT_TYPE"], "CONTENT_LENGTH": len(head)}
    try:
        return MultiPartParser(described, io.BytesIO(head), [NoFiles()]).parse()[0]
    except (MultiPartParserError, SuspiciousOperation):
        return QueryDict()
