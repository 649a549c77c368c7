"""What a portal holds, told by Django's serialiser and not by the backups: `python -m tests.faults.stored` prints JSON.

`python -m tests.faults.stored fill MEGABYTES` first puts so much into it: half in rows, half in files.
"""

import datetime as dt
import hashlib
import json
import secrets
import sys

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.files.storage import default_storage  # noqa: E402
from django.core.serializers.json import DjangoJSONEncoder  # noqa: E402

from common.models import Document, Message  # noqa: E402
from issues.models import Issue  # noqa: E402

NOW = dt.datetime.now(dt.UTC)
MEGABYTE = 1_000_000
WORDS = 2000


def fill(megabytes):
    """Half of it in e-mails of two thousand letters, half in files; letters by chance, so that nothing packs well."""
    count = megabytes * MEGABYTE // 2 // WORDS
    texts = (secrets.token_hex(WORDS // 2) for _number in range(count))
    sent = {"subject": "News", "state": "sent", "created_at": NOW, "send_after": NOW, "sent_at": NOW}
    Message.objects.bulk_create(
        (Message(to=f"reader-{number}@example.org", body_text=text, **sent) for number, text in enumerate(texts)),
        batch_size=1000,
    )
    for number in range(megabytes // 2):
        data = secrets.token_bytes(MEGABYTE)
        Document.objects.create(
            file=default_storage.save(f"documents/{number}.pdf", ContentFile(data)),
            name=f"{number}.pdf",
            media_type="application/pdf",
            size=MEGABYTE,
            sha256=hashlib.sha256(data).hexdigest(),
            created_at=NOW,
        )


def stored():
    """Return the hash of each row by its table, the hash of each file by its name, and the references of issues."""
    models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
    rows = {model._meta.label: sorted(map(hash_of, model._base_manager.values().iterator())) for model in models}
    names = Document.objects.values_list("file", flat=True)
    references = list(Issue.objects.values_list("reference", flat=True))
    return {"rows": rows, "files": {name: file_hash(name) for name in names}, "references": references}


def hash_of(row):
    line = json.dumps(row, cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.sha256(line.encode()).hexdigest()[:16]


def file_hash(name):
    with default_storage.open(name) as file:
        return hashlib.sha256(file.read()).hexdigest()


if __name__ == "__main__":
    if sys.argv[1:]:
        fill(int(sys.argv[2]))
    else:
        print(json.dumps(stored()))
