"""Parents whom an e-mail did not reach are told by phone or letter, where they left another way (docs/sendings.md)."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts import audit
from common import clock, turns
from common.errors import DomainError
from common.locking import locked
from common.models import Message
from common.rules import MessageState
from issues.emails import can_be_rung_or_written_to
from issues.models import Issue, IssueTurn
from issues.selectors import key_of_words, last_telling
from issues.services.showing import count_as_not_asked
from issues.wording import said_instead


def put_back_undelivered(*, now=None):
    """Put what could not be delivered on the list of parents to ring or write to; return how many e-mails and turns.

    Where the parent left no other way to be reached there is nobody to tell: the page of the issue says so. Safe to run
    twice, and twice at once. The text of such an e-mail is erased here, for it holds a link, or a secret.
    """
    waive_objection_days(now=now)
    rows = IssueTurn.objects.newly_undelivered().select_related("issue__split_from").order_by("pk")
    found = list(rows)
    texts = _texts_of(found)
    done = sum(_put_back(row, texts.get((row.issue_id, row.key)), now) for row in found)
    Message.objects.filter(pk__in={row.message_id for row in found}).update(body_text="", body_html="")
    return done


def waive_objection_days(*, now=None):
    """Count parents as not asked where the e-mail with the words they could object to could not be delivered."""
    failed = IssueTurn.objects.of_shown_words().filter(message__state=MessageState.FAILED)
    for row in failed.filter(issue__words_shown_on=F("on")).select_related("issue__words"):
        if row.key.startswith(key_of_words(row.issue)):
            count_as_not_asked(row.issue, now=now)


def _texts_of(rows):
    """Return what is to be said of each turn as it reads today, by issue and key."""
    days = [row.on for row in rows]
    found = turns.between(Issue, min(days), max(days)) if days else []
    return {(turn.about.pk, turn.key): (turn.text, turn.what_next) for turn in found}


@transaction.atomic
def take_back_told(issue, *, by, now=None):
    """Put what a parent was last recorded as told by phone or letter on the list again, as it reads today.

    Raises DomainError where nothing was, or it was taken back already.
    """
    letter = locked(issue.letter)
    last = last_telling(issue)
    if last is None:
        raise DomainError(_("It is not recorded that the parent was told."))
    rows = list(IssueTurn.objects.of_letter(letter).filter(key__in=last.detail["turns"], told_on=last.detail["on"]))
    texts = _texts_of(rows)
    for row in rows:
        said = texts.get((row.issue_id, row.key)) or said_instead(row.key, row.issue) or (row.title, "")
        row.told_on, (row.text, row.what_next) = None, said
        row.save(update_fields=["told_on", "text", "what_next"])
    audit.record("take_back_told", issue, by, now=now, **last.detail)
    return issue


@transaction.atomic
def _put_back(row, said, now):
    """Note that an e-mail did not arrive, with what to say instead; of what is no longer news, its title alone.

    It is a new row, the newest of all: whoever has the list open ticks off only what they have read there.
    """
    said = said or said_instead(row.key, row.issue) or (row.title, "")
    text, what_next = said if can_be_rung_or_written_to(row.issue) else ("", "")
    if not IssueTurn.objects.filter(pk=row.pk, undelivered_on=None).delete()[0]:
        return 0
    row.undelivered_on, row.told_on, row.text, row.what_next = clock.today(now), None, text, what_next
    row.pk = None
    row.save(force_insert=True)
    return 1
