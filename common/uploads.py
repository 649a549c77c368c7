"""Files on their way in: those too large for memory wait in a folder of ours, so that none is left elsewhere."""

from pathlib import Path

from django.conf import settings
from django.core.files.uploadhandler import TemporaryFileUploadHandler


class WaitingUpload(TemporaryFileUploadHandler):
    """Writes an upload to `FILE_UPLOAD_TEMP_DIR`; it goes with its request, or is swept where that was killed."""

    def new_file(self, *args, **kwargs):
        Path(settings.FILE_UPLOAD_TEMP_DIR).mkdir(parents=True, exist_ok=True)
        super().new_file(*args, **kwargs)
