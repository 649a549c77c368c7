"""Drafts of an issue, saved for later. A draft is found by its secret, and its only date is the day it expires."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import codes_of
from common import clock
from common.emails import send_email
from common.models import Message
from common.references import hash_secret, new_secret
from issues import rules
from issues.models import IssueDraft


@transaction.atomic
def save_draft(answers, *, email="", secret=None, now=None):
    """Save the answers so far and return the secret that finds them again.

    With the secret of a draft that has not expired, its answers are added to; otherwise a new one is begun. Until its
    writer asks for a link by e-mail a draft lasts to the end of the next day, from then on for 30 days.
    """
    today = clock.today(now)
    draft = _standing(secret, today, IssueDraft.objects.select_for_update())
    if draft is None:
        secret, last_day = new_secret(), today + rules.UNSAVED_DRAFT_DAYS * clock.DAY
        # The form's key is not the secret: the issue stores a hash of the key, and the secret is in an e-mail.
        draft = IssueDraft(secret_hash=hash_secret(secret), once=new_secret(), expires_on=last_day)
    draft.answers |= codes_of(answers)
    if email:
        draft.email, draft.expires_on = email, today + rules.DRAFT_DAYS * clock.DAY
    draft.save()
    if email:
        _send_link(draft, secret, now)
    return secret


def _standing(secret, today, drafts):
    return drafts.filter(secret_hash=hash_secret(secret), expires_on__gte=today).first() if secret else None


def _send_link(draft, secret, now):
    """E-mail the link to a draft, again if asked again; the outbox row has no time of day (docs/anonymity.md)."""
    _forget_link(secret)
    address = f"{settings.SITE_URL}{reverse('issues:issue_resume')}?{urlencode({'draft': secret})}"
    send_email(
        "issues.draft_saved",
        to=draft.email,
        context={"address": address, "draft": draft},
        key=_link_key(secret),
        urgent=True,
        is_date_only=True,
        now=now,
    )


def _link_key(secret):
    return f"issue-draft-{hash_secret(secret)}"


def resume_draft(secret, *, now=None):
    """Return the draft with this secret, or None if there is none or it has expired."""
    return _standing(secret, clock.today(now), IssueDraft.objects)


@transaction.atomic
def drop_draft(secret):
    """Erase a draft and the e-mail with its link, which would show who was writing and on which day."""
    rows = IssueDraft.objects.filter(secret_hash=hash_secret(secret))
    has_no_link, _rows = rows.filter(email="").delete()
    if not has_no_link:
        rows.delete()
        _forget_link(secret)


def _forget_link(secret):
    Message.objects.filter(key=_link_key(secret)).delete()
