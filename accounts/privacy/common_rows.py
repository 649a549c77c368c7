"""Rows without a domain: each belongs to a row of a higher app, or is found by the address it went to."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.emails import group_of
from common.models import (
    Backup,
    ChainChange,
    ChainDay,
    ChainRow,
    Change,
    Document,
    DocumentWords,
    Installation,
    Job,
    Message,
    RateCount,
    Redaction,
    ReferenceCounter,
    SearchEntry,
    Submission,
    TextVersion,
    VersionedText,
)
from common.privacy import FOR_EVER, WITH_ITS_RECORD, Fate, Gathered, Whose, found_by, holdings, holds
from common.rules import MessageState
from common.told import Told

NOT_SENT = {MessageState.WAITING: _("Not yet"), MessageState.FAILED: _("It did not arrive")}


def versions_of_their_texts(subject):
    """Return the versions of texts on rows of theirs that an erasure deletes or blanks.

    Not those of what is kept: the minutes of a meeting that somebody chaired are not theirs.
    """
    found = Q(pk__in=[])
    for holding in list(holdings.values()):
        if holding.rows and holding.erased is not Fate.KEPT and holding.model is not TextVersion:
            for link in links_to_texts(holding):
                found |= Q(of__in=holding.of_subject(subject).order_by().values(link))
    return TextVersion.objects.filter(found)


def links_to_texts(holding):
    """Return the fields in which rows point at the versions of their text."""
    fields = holding.model._meta.concrete_fields
    return [one.name for one in fields if one.related_model is VersionedText and one.name not in holding.grounds]


def sent_when(message):
    """Return when an e-mail was sent, by the day where no time is kept; or why it was not."""
    if message.state != MessageState.SENT:
        return NOT_SENT.get(message.state, message.get_state_display())
    return day(message.sent_at) if message.is_date_only else message.sent_at


def emails_naming(found, references):
    """Return the e-mails among what was found that name one of these references."""
    emails = found.get("common.message", []) if references else []
    return [one for one in emails if any(each in f"{one.subject}\n{one.body_text}" for each in references)]


holds(
    Message,
    _("e-mails that were sent, or wait to be"),
    of=Whose.ANYBODY,
    why=_("so that an e-mail is sent even where the mail server is away, and we can see which did not arrive"),
    seen_by=_("administrators see the kind, the day and a part of the address, not the text"),
    kept="common.messages",
    rows=found_by(Message, "to"),
    erased=Fate.DELETED,
    identifies=("to",),
    others=("reply_to", "subject", "body_text", "body_html", "error"),
    nobody=("kind", "key", "lease", "stop_url"),
    told=Told(
        _("E-mails we sent you"),
        {
            "subject": _("Subject"),
            lambda message: group_of(message.kind): _("What it was about"),
            sent_when: _("Sent"),
            "to": _("Sent to"),
        },
        newest="created_at",
        is_table=True,
    ),
)
holds(
    TextVersion,
    _("earlier versions of what they wrote or what was written of it"),
    of=Whose.ANYBODY,
    why=_("so that nobody overwrites what another wrote"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("whoever may edit the text"),
    kept=WITH_ITS_RECORD,
    rows=versions_of_their_texts,
    erased=Fate.DELETED,
    others=("texts",),
)
holds(VersionedText, _("texts that several people write"))
holds(
    Document,
    _("uploaded files, and files that were made"),
    kept=_("as long as the record that shows it; what nothing shows goes after a day"),
    others=("name",),
    nobody=("file", "media_type", "sha256"),
)
holds(DocumentWords, _("what was read in uploaded papers, so that they can be found"), others=("text",))
holds(
    SearchEntry,
    _("what can be found, copied from the rows that say it; it changes and goes with them"),
    others=("title", "text", "folded_title", "folded"),
    nobody=("kind", "address"),
)
holds(Redaction, _("what was taken out of something published"), others=("reason", "before"), nobody=("of",))
holds(
    Job,
    _("background work"),
    kept="common.jobs",
    others=("reason", "error"),
    nobody=("kind", "args", "key", "step", "lease"),
)
holds(
    Submission,
    _("forms that were sent, as hashes, so that none counts twice"),
    kept="common.submissions",
    nobody=("key", "fingerprint", "reference"),
)
holds(RateCount, _("how often something was done in a day, as hashes"), kept=_("one day"), nobody=("scope", "subject"))
holds(Change, _("that something on a page has changed: a number"))
holds(ReferenceCounter, _("the last reference given out"), nobody=("prefix",))
holds(Installation, _("whether this is sample data"))
DIGESTS = ("kind", "key", "digest", "salt")
holds(ChainDay, _("the record: the head of each day"), kept=FOR_EVER, nobody=("previous", "head", "counts"))
holds(ChainRow, _("the record: a digest of each row, which tells nothing of it"), kept=FOR_EVER, nobody=DIGESTS)
holds(ChainChange, _("the record: that a row was changed, when and why"), kept=FOR_EVER, nobody=DIGESTS)
holds(Backup, _("backups that were made"), kept=FOR_EVER, nobody=("name", "sha256", "folder"))
