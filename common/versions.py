"""Versions of the texts that several people write: nobody overwrites another unseen, and each earlier one is kept.

The row that shows a text points at its versions (`words = versions_of_text()` in its model). Its service, with the row
locked, keeps what is saved and tells the audit which version that was:

    kept = save_version(section, {"text": text}, before={"text": section.text}, based_on=version, now=now)
    section.text = text
    section.save(update_fields=["text"])
    audit.record("save_section", report, by, now=now, **kept)

Code that removes the row, or withdraws its words, erases the versions with them (`erase_versions`).
"""

from django.db import models, transaction
from django.utils.translation import gettext_lazy

from common import clock, search
from common.dates import value_in_words
from common.errors import StaleEdit
from common.locking import locked
from common.models import TextVersion, VersionedText

LINK = "words"
STALE = gettext_lazy("Someone else saved this while you were writing. Your text is not lost.")
CHANGED = gettext_lazy("Someone else changed this after you opened the page, so nothing was done. Read it again.")
PROSE = (models.CharField, models.TextField)


def versions_of_text():
    """Return the key with which a model points at the versions of its text; it is empty until somebody edits it."""
    return models.OneToOneField(
        VersionedText, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )


def version_of(row, link=LINK):
    """Return the number of the current version, 0 before the first edit; a form sends it back to detect stale edits."""
    text = getattr(row, link)
    return text.number if text else 0


def last_version_of(row, link=LINK):
    """Return the current version: for a row that says which version was published, accepted or approved."""
    return TextVersion.objects.filter(of=getattr(row, f"{link}_id")).latest("number")


def joined(*texts):
    """Return several shared texts as one, so that two versions of all of them can be compared."""
    return "\n\n".join(filter(None, texts))


def in_words(model, values):
    """Return {field: text} of all that a form saves, as a version keeps it: choices, dates and rows in words."""
    return {name: _in_words(model._meta.get_field(name), value) for name, value in values.items()}


def _in_words(field, value):
    if value is None or value == "":
        return ""
    if field.choices:
        return str(dict(field.flatchoices)[value])
    return value_in_words(value)


def with_labels(model, texts, labels):
    """Return the texts of `in_words` to compare two edits by: prose as it is, whatever else follows its label."""
    return [_with_label(model._meta.get_field(name), text, labels[name]) for name, text in texts.items() if text]


def _with_label(field, text, label):
    return text if isinstance(field, PROSE) and not field.choices else f"{label}: {text}"


def check_version(current, based_on, theirs):
    """Raise StaleEdit when the text was saved by somebody else since this edit began; `theirs` is the current text."""
    if current != based_on:
        raise StaleEdit(STALE, theirs)


def check_seen(current, seen):
    """Raise StaleEdit when a text is not the version `seen` by whoever sends it out; None where no page showed it."""
    if seen is not None and seen != current:
        raise StaleEdit(CHANGED)


@transaction.atomic
def save_version(row, texts, *, before, based_on=None, theirs=None, link=LINK, now=None):
    """Keep `texts`, {field: text}, as the next version of a locked row; return what the audit row says of it.

    `before` are the current texts. Raises StaleEdit where `based_on` is given and no longer the last version,
    with `theirs`, or else `before` as one text, to compare with.
    """
    text = _locked_text(row, link)
    if based_on is not None:
        check_version(text.number if text else 0, based_on, joined(*before.values()) if theirs is None else theirs)
    if text is None:
        text = _begin(row, link, before)
    text.number += 1
    text.save(update_fields=["number"])
    TextVersion.objects.create(of=text, number=text.number, texts=texts, saved_on=clock.today(now))
    return {"versions_of": text.pk, "version": text.number}


def _locked_text(row, link):
    pk = getattr(row, f"{link}_id")
    return locked(VersionedText(pk=pk)) if pk else None


def _begin(row, link, before):
    """Begin the versions of a row; what stood there before anybody edited it is kept as number 0."""
    text = VersionedText.objects.create()
    if any(before.values()):
        TextVersion.objects.create(of=text, number=0, texts=before)
    setattr(row, link, text)
    row.save(update_fields=[link])
    return text


def erase_versions(row, link=LINK):
    """Erase every version of a row's text when its words are withdrawn; the number stays, so that an old edit is stale.

    Returns how many there were.
    """
    return TextVersion.objects.filter(of=getattr(row, f"{link}_id")).delete()[0]


def erase_versions_of(rows, link=LINK):
    """The same for a queryset of rows: for what is erased by the hundred when its time has come."""
    return TextVersion.objects.filter(of__in=rows.values(link)).delete()[0]


@transaction.atomic
def delete_with_versions(row, *links):
    """Delete a row together with its texts; a row is never deleted from beneath its versions."""
    texts, found = [getattr(row, f"{link}_id") for link in links or (LINK,)], search.keys_of([row])
    deleted = row.delete()
    search.refresh_keys(found)
    VersionedText.objects.filter(pk__in=filter(None, texts)).delete()
    return deleted
