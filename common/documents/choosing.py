"""The one field for a file on a form, and what it gives: a file that nothing but the checks can read."""

from django import forms

from common.documents.kinds import KINDS, PHOTOGRAPHS
from common.sizes import LARGEST_MB, LARGEST_PICTURE_MB, MB


class ChosenFile:
    """A file that somebody chose and nobody has looked at: `check_document` says whether it may be kept."""

    def __init__(self, upload, *, allow, largest):
        self._upload = upload
        self.allow, self.largest = allow, largest
        self.name, self.size = upload.name, upload.size

    def __str__(self):
        return self.name


class DocumentField(forms.FileField):
    """A file of one of the kinds that `allow` names, checked as every other (`docs/files.md`).

    `largest_mb` is for what is no picture. How much its page may be sent follows from both (`common/sizes.py`).
    """

    def __init__(self, *, allow=KINDS, largest_mb=LARGEST_MB, **kwargs):
        super().__init__(**kwargs)
        self.allow, self.largest = frozenset(allow), largest_mb * MB
        takes_pictures = bool(PHOTOGRAPHS & self.allow)
        self.most_mb = max(largest_mb, LARGEST_PICTURE_MB) if takes_pictures else largest_mb

    def clean(self, data, initial=None):
        upload = super().clean(data, initial)
        return ChosenFile(upload, allow=self.allow, largest=self.largest) if upload else upload
