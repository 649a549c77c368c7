"""The turns of an issue that its parent is told: read, followed, signposted, merged, closed, reopened, published."""

from django.db.models import Prefetch
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common import turns
from common.dates import day
from common.turns import Turn
from issues.models import Handover, Issue, IssueMove
from issues.rules import CAN_BE_HANDED, IssueStatus
from issues.wording import receiver_of

S = IssueStatus
REOPENED_FROM = {S.RESPONDED, S.CLOSED, S.SIGNPOSTED}


def told_issues():
    """Return the issues whose parents are told of their turns, with those merged into them."""
    told = Issue.objects.not_hidden().exclude(status=S.WITHDRAWN).order_by("pk")
    told = told.select_related("reporter", "merged_into", "split_from__reporter")
    return told.prefetch_related(Prefetch("merged_issues", queryset=told.filter(status=S.MERGED)))


def families_of(issue, on):
    """Return an issue and those merged into it by a given day."""
    return [issue, *(merged for merged in issue.merged_issues.all() if merged.closed_on <= on)]


def turns_of_each(issues, on, key, title, text, what_next):
    """Yield one turn for the family of each issue and of those merged into it; the words may ask for the issue."""
    for issue in issues:
        for one in families_of(issue, on):
            yield Turn(
                one, key, on, str(title), *(words(one) if callable(words) else words for words in (text, what_next))
            )


def next_for(issue):
    """Say what happens next to an issue that the group follows."""
    if issue.followed.present_by_on:
        words = _("The group will put it to the agency that can act by %(day)s.")
        return words % {"day": day(issue.followed.present_by_on)}
    return _("The group will discuss it at its next meeting. We'll write to you when it is on an agenda.")


def until_logged(issue):
    if issue.is_apart:
        return _("They look into it and answer you. The co-ordinator does not see it.")
    if issue.share_with_group:
        return _("We look at whether others have said the same, and prepare it for the group.")
    return _("We look for somebody who can help you. As you asked, the group will not see it.")


@turns.source(Issue)
def moved(since, until):
    """Yield what the moves of issues mean to their parents; presenting and answering are told by the presentations."""
    moves = IssueMove.objects.filter(on__range=(since, until)).values_list("issue", flat=True)
    for issue in told_issues().filter(pk__in=moves).prefetch_related("moves"):
        before = S.RECEIVED
        for move in issue.moves.all():
            if since <= move.on <= until:
                yield from _of_move(issue, move, before)
            before = move.status


def _of_move(issue, move, before):
    words_of = {
        S.ACKNOWLEDGED: _after_acknowledging(before),
        S.SPLIT: _split,
        S.LOGGED: _reopened if before in REOPENED_FROM else _logged,
        S.SIGNPOSTED: _signposted,
        S.MERGED: _merged,
        S.CLOSED: _closed,
    }.get(move.status)
    if words_of and not (move.status == S.CLOSED and move.is_by_parent) and not is_first_of_part(issue, move):
        yield from words_of(issue, move)


def _after_acknowledging(before):
    """Return what is told of a move to "acknowledged", by the state before: mostly that it was read."""
    told = {S.MERGED: _separated, S.SPLIT: _put_together, S.LOGGED: _not_told}
    return (told | dict.fromkeys(REOPENED_FROM, _reopened)).get(before, _acknowledged)


def is_first_of_part(issue, move):
    """Say whether a move is how a matter of a letter began: its parent is told of the letter."""
    return bool(issue.split_from_id) and move.pk == min(one.pk for one in issue.moves.all())


def _split(issue, move):
    """Name every matter with its number, once and plainly; nothing where they were put together again since."""
    if not issue.is_split:
        return
    text = _joined(
        _("What you told us is about several matters. So that none is lost, we follow each by itself:"),
        "\n".join(f"{part.reference}: {part.title}" for part in issue.parts.order_by("part_number")),
        _("Your own words stay whole, as you sent them. Your reference and secret open all of it."),
    )
    what_next = _("You will be told what happens to each, in at most one e-mail a day.")
    yield Turn(issue, _key(move), move.on, _("We follow each matter of your letter by itself"), text, what_next)


def _put_together(issue, move):
    words = _("We had begun to follow the matters of your letter one by one. We follow it as one again, because:")
    title = _("We follow your letter as one again")
    text = _joined(words, move.note, _("Your reference and secret stay the same."))
    yield Turn(issue, _key(move), move.on, title, text, until_logged(issue))


def _key(move):
    return f"move-{move.pk}"


def _joined(*texts):
    return "\n\n".join(filter(None, texts))


def _acknowledged(issue, move):
    words = _("%(who)s has read what you told us. Thank you.") % {"who": capfirst(receiver_of(issue))}
    text = _joined(words, move.note)
    yield Turn(issue, _key(move), move.on, _("We have read what you told us"), text, until_logged(issue))


def _not_told(_issue, _move):
    """Yield nothing: that it was passed to an independent reader is told by the handover."""
    return ()


def _separated(issue, move):
    words = _("We had merged your issue with another. That was a mistake, so we follow yours on its own again.")
    if not move.note:
        words = _("The issue that yours was merged with has been withdrawn, so we follow yours on its own again.")
    title, text = _("We have separated your issue again"), _joined(words, move.note)
    yield Turn(issue, _key(move), move.on, title, text, until_logged(issue))


def _logged(issue, move):
    title, text = (
        _("The group is following your issue"),
        _joined(_("The group now follows what you told us."), move.note),
    )
    return turns_of_each([issue], move.on, _key(move), title, text, next_for)


def _reopened(issue, move):
    title, text = _("We have reopened your issue"), _joined(_("Your issue is open again."), move.note)
    what_next = until_logged if issue.is_apart else next_for
    return turns_of_each([issue], move.on, _key(move), title, text, what_next)


def _signposted(issue, move):
    text = _joined(
        _("These people can help you with what you told us: %(who)s") % {"who": issue.signposted_to}, move.note
    )
    what_next = _("You decide whether to go to them. If it does not work out, tell us, and we will look at it again.")
    return turns_of_each([issue], move.on, _key(move), _("Who can help you with this"), text, what_next)


def _merged(issue, move):
    into = issue.merged_into
    if into is None or into.is_hidden:
        return
    words = _("Another issue says the same as yours. We have merged yours into it and follow both as one.")
    what_next = _("You will be told what happens to both.")
    yield Turn(issue, _key(move), move.on, _("We have merged your issue with another"), words, what_next)
    words = _("Another issue says the same as yours. We have merged it into yours and follow both together.")
    if into.status != S.WITHDRAWN:
        title = _("Another issue says the same as yours")
        yield Turn(into, f"{_key(move)}-into", move.on, title, words, what_next)


def _closed(issue, move):
    text = _joined(_("We have closed your issue, for this reason:"), move.note)
    what_next = _("Nothing more, unless you are not happy with that. Then say so on its page, and we will reopen it.")
    return turns_of_each([issue], move.on, _key(move), _("We have closed your issue"), text, what_next)


@turns.source(Issue)
def published(since, until):
    """Yield the issues whose edited words everybody may read since one of these days."""
    title, text = (
        _("Your issue is published"),
        _("Everybody can now read the edited words of your issue on our website."),
    )
    what_next = _("You can read them on its page. If something should not be there, tell us at once.")
    for issue in told_issues().filter(is_published=True, published_on__range=(since, until)):
        yield Turn(issue, f"published-{issue.published_on}", issue.published_on, title, text, what_next)


@turns.source(Issue)
def handed(since, until):
    """Yield the issues that went to an independent reader or to the co-ordinator, and those that are about to."""
    told, days = {issue.pk: issue for issue in told_issues().filter(handovers__isnull=False)}, (since, until)
    for handover in Handover.objects.filter(issue__in=told, asked_on__range=days, done_on=None, objected_on=None):
        issue = told[handover.issue_id]
        if issue.is_apart and issue.status in CAN_BE_HANDED:
            yield _asked(issue, handover)
    for handover in Handover.objects.filter(issue__in=told, done_on__range=days):
        yield _handed(told[handover.issue_id], handover)


def _asked(issue, handover):
    words = _("It seems not to be about the service itself, so the co-ordinator would be the right person to read it:")
    what_next = _("Unless you say no by %(day)s, on its page or to us, the co-ordinator reads what you told us.")
    text, what_next = _joined(words, handover.reason), what_next % {"day": day(handover.object_by_on)}
    title = _("May the co-ordinator read what you told us?")
    return Turn(issue, handover.asked_key, handover.asked_on, title, text, what_next)


def _handed(issue, handover):
    title, words = (
        _("The co-ordinator has your issue now"),
        _("The co-ordinator reads and follows your issue from now on."),
    )
    if handover.is_to_reader:
        title = _("An independent reader has your issue now")
        words = _(
            "It is about the service itself, so an independent reader reads and follows it. The co-ordinator passed "
            "it on, and does not see it any more."
        )
    text = _joined(words, handover.reason)
    return Turn(issue, f"handover-{handover.pk}", handover.done_on, title, text, until_logged(issue))
