"""Tells parents what has happened to their issue: one e-mail a day; by phone or letter where no e-mail reaches them."""

from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import audit
from accounts.services.own_emails import send_own_email, stopped_among, topic_of
from common import clock, turns
from common.emails import send_email
from common.models import Message
from common.references import hash_secret, new_secret
from common.rules import check_told_on
from issues import rules
from issues.emails import address_of, is_reached_by_hand
from issues.models import Issue, IssueLink, IssueTurn
from issues.wording import part_in_words, title_of_email


def tell_parents_of_turns(*, now=None):
    """Tell every turn of the last days that was not told yet; return how many e-mails were written.

    Parents without an e-mail address are put on the co-ordinator's list. Safe to run twice, and twice at once. What a
    child or young person raised is in an e-mail of its own: a parent may show theirs to others.
    """
    now = now or clock.now()
    until = rules.told_up_to(now)
    by_address = defaultdict(list)
    for turn in _untold(turns.between(Issue, until - rules.TURNS_TOLD_FOR, until)):
        if address := address_of(turn.about):
            by_address[address.lower(), turn.about.is_young].append(turn)
        elif is_reached_by_hand(turn.about):
            _put_on_list(turn)
    return sum(_write(address, news, now, is_young) for (address, is_young), news in by_address.items())


def _untold(news):
    told = set(IssueTurn.objects.filter(issue__in={turn.about.pk for turn in news}).values_list("issue", "key"))
    return [turn for turn in news if (turn.about.pk, turn.key) not in told]


def _not_stopped(address, news):
    """Leave out what the address wants no more e-mails about."""
    topics = {turn: topic_of("issues.turns", turn.about.letter_id) for turn in news}
    stopped = stopped_among(address, topics.values()) if topics else ()
    return [turn for turn in news if topics[turn] not in stopped]


def _put_on_list(turn):
    row = {"title": turn.title, "text": turn.text, "what_next": turn.what_next, "on": turn.on}
    IssueTurn.objects.get_or_create(issue_id=turn.about.pk, key=turn.key, defaults=row)


@transaction.atomic
def _write(address, news, now, is_young):
    """Write all that is new for one address in one e-mail, unless it had one today: then it waits for tomorrow."""
    today = clock.today(now)
    key = f"issue-turns-{'young-' if is_young else ''}{hash_secret(address)}-{today}"
    list(Issue.objects.select_for_update().filter(pk__in={turn.about.pk for turn in news}).order_by("pk").values("pk"))
    news = _not_stopped(address, _untold(news))
    if not news or Message.objects.filter(key=key).exists():
        return 0
    by_issue = defaultdict(list)
    for turn in news:
        by_issue[turn.about].append(turn)
    told = [_told(issue, of_issue, now) for issue, of_issue in by_issue.items()]
    context = {"told": told, "last_day": today + rules.LINK_DAYS * clock.DAY}
    about = dict.fromkeys(issue.letter_id for issue in by_issue)
    message = send_own_email(
        "issues.turns", to=address_of(news[0].about), about=about, context=context, key=key, now=now
    )
    told = {"told_on": today, "message": message}
    IssueTurn.objects.bulk_create(
        IssueTurn(issue=turn.about, key=turn.key, on=turn.on, title=turn.title, **told) for turn in news
    )
    return 1


def tell_parent(issue, name, *, part="", urgent=False, now=None, **context):
    """E-mail the parent, if they left an address, and keep with the issue which e-mail it was.

    `part` says what of the issue it is about, such as the version of its words.
    """
    if not (email := address_of(issue)):
        return None
    message = send_email(name, to=email, context={"issue": issue, **context}, urgent=urgent, now=now)
    today = clock.today(now)
    key = ".".join(str(one) for one in (name, part, message.pk) if one)
    told = {"on": today, "told_on": today, "message": message}
    IssueTurn.objects.create(issue=issue, key=key, title=title_of_email(name), **told)
    return message


def _told(issue, news, now):
    what_next, address = news[-1].what_next, new_link(issue, now=now)
    part = part_in_words(issue)
    return {"issue": issue, "part": part, "turns": _each_once(news), "what_next": what_next, "address": address}


def _each_once(news):
    """Leave out what says the same twice, such as the answer to a theme and to its issue."""
    return list({turn.text: turn for turn in reversed(news)}.values())[::-1]


def new_link(issue, *, now=None):
    """Return the address of a new link that opens an issue as its parent's, for two weeks."""
    secret = new_secret()
    expires_on = clock.today(now) + rules.LINK_DAYS * clock.DAY
    IssueLink.objects.create(issue=issue, secret_hash=hash_secret(secret), expires_on=expires_on)
    return f"{settings.SITE_URL}{reverse('issues:issue_open', args=[secret])}"


def issue_of_link(secret, *, now=None):
    """Return the issue that a link opens, or None where there is none or it has expired."""
    links = IssueLink.objects.select_related("issue")
    link = links.filter(secret_hash=hash_secret(secret), expires_on__gte=clock.today(now)).first()
    return link and link.issue


@transaction.atomic
def record_told(issue, *, last, how, told_on, told_by, by, now=None):
    """Record that a parent was told by phone or letter of all turns up to `last`, and forget what was to be said.

    It is one call or one letter for every matter of what they told us.
    """
    waiting = IssueTurn.objects.to_tell().of_letter(issue.letter).select_for_update().filter(pk__lte=last)
    turns_told = list(waiting)
    if turns_told:
        check_told_on(told_on, min(turn.on for turn in turns_told), clock.today(now))
        waiting.update(told_on=told_on, text="", what_next="")
        keys = [turn.key for turn in turns_told]
        audit.record("tell_parent", issue, by, now=now, how=how, on=told_on, told_by=told_by, turns=keys)
    return issue
