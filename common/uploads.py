"""Files on their way in: those too large for memory wait in a folder of ours, so that none is left elsewhere."""

import tempfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class WaitingFile(TemporaryUploadedFile):
    """Django's own, but in `UPLOADS_DIR`, made when needed: the folder of Django's setting must be there before."""

    def __init__(self, name, content_type, size, charset, content_type_extra=None):
        Path(settings.UPLOADS_DIR).mkdir(parents=True, exist_ok=True)
        file = tempfile.NamedTemporaryFile(suffix=".upload", dir=settings.UPLOADS_DIR)  # noqa: SIM115 - its request closes it
        UploadedFile.__init__(self, file, name, content_type, size, charset, content_type_extra)


class WaitingUpload(TemporaryFileUploadHandler):
    """Writes an upload to disk; its file goes with its request, or is swept where that was killed."""

    def new_file(self, *args, **kwargs):
        super(TemporaryFileUploadHandler, self).new_file(*args, **kwargs)
        self.file = WaitingFile(self.file_name, self.content_type, 0, self.charset, self.content_type_extra)
