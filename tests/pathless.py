"""A storage that is elsewhere, as one in a data centre is: it has no paths and no addresses, and forgets at its end."""

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils import timezone

BACKEND = "tests.pathless.PathlessStorage"


class PathlessStorage(Storage):
    """Does what the kit may ask of a storage, and nothing else: `path` and `url` are Django's own, which raise."""

    def __init__(self):
        self.kept = {}

    def _save(self, name, content):
        self.kept[name] = (b"".join(content.chunks()), timezone.now())
        return name

    def _open(self, name, mode="rb"):
        if name not in self.kept:
            raise FileNotFoundError(name)
        return ContentFile(self.kept[name][0], name)

    def exists(self, name):
        return name in self.kept

    def delete(self, name):
        self.kept.pop(name, None)

    def listdir(self, path):
        start = f"{path}/" if path else ""
        below = [name.removeprefix(start).split("/") for name in list(self.kept) if name.startswith(start)]
        folders = {parts[0] for parts in below if len(parts) > 1}
        return sorted(folders), sorted(parts[0] for parts in below if len(parts) == 1)

    def get_modified_time(self, name):
        if name not in self.kept:
            raise FileNotFoundError(name)
        return self.kept[name][1]
