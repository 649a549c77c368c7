"""What the pages of a presentation read: its items, and its current answers."""

from django.db.models import Count, Prefetch, Q

from accounts.models import Agency
from accounts.services.settings import get_setting, service_name
from answers.models import Commitment, Presentation, YouSaidEntry
from answers.rules import ResponseStatus
from common import clock
from common.redactions import with_redactions
from issues.models import Issue, Theme, in_sight_at
from issues.rules import IssueStatus
from members.models import Sending

IN_SIGHT = in_sight_at("issues__") & ~Q(issues__status=IssueStatus.WITHDRAWN)


def public_names():
    """Return what public words may name anyhow: agencies, themes, who owns a commitment, and the service itself."""
    rows = [
        Agency.objects.values_list("name", "escalation_name", "public_email"),
        Theme.objects.values_list("name"),
        Commitment.objects.values_list("owner").distinct(),
    ]
    own = [service_name(), *map(get_setting, ("help_line", "text_number", "help_email"))]
    return [name for name in (*own, *(one for few in rows for row in few for one in row)) if name]


def items_of(presentation):
    """Return the items with `issue_count`, and as `shared` the issues whose edited words the agency may read.

    Those merged into an issue count with it. What was hidden or withdrawn since is neither counted nor shown.
    """
    shared = Issue.objects.readable_by_agency().only("edited_text").order_by("pk")
    merged = IN_SIGHT & in_sight_at("issues__merged_issues__")
    items = presentation.items.select_related("theme", "issue").annotate(
        issue_count=Count("issues", filter=IN_SIGHT, distinct=True)
        + Count("issues__merged_issues", filter=merged, distinct=True)
    )
    return list(items.order_by("number").prefetch_related(Prefetch("issues", queryset=shared, to_attr="shared")))


def sendings_of(presentation):
    """Return what was sent to the agency about it, the newest first, with how many it reached."""
    return Sending.objects.filter(key__startswith=presentation.sent_key).counted(clock.today())


def responses_of(presentation):
    """Return what was posted, the newest first, with what was taken out; a draft is nobody else's business."""
    posted = presentation.responses.exclude(status=ResponseStatus.DRAFT).order_by("-number")
    promised = public_commitments("answers__commitments")
    return with_redactions(
        posted.select_related("letter", "supersedes", "superseded_by").prefetch_related("answers__item", promised)
    )


def answers_of_draft(draft):
    """Return what a draft answers, each with `promised`: what the version it replaces promised, which goes on."""
    answers = list(draft.answers.select_related("agency", "item__theme__service_area", "item__issue__service_area"))
    earlier = Commitment.objects.public().filter(answer__response__superseded_by=draft).select_related("answer")
    promised = list(earlier) if draft.supersedes_id else []
    for answer in answers:
        answer.promised = [one for one in promised if one.answer.item_id == answer.item_id]
    return answers


def public_commitments(path):
    """Return the prefetch of the commitments everybody may read, at a path from the row that is read."""
    return Prefetch(path, queryset=Commitment.objects.public().with_what_became_of_it())


def entries_of_board():
    """Return what everybody reads on “you said, we did”; what was taken off keeps its place."""
    entries = YouSaidEntry.objects.ever_published().with_doubts()
    entries = entries.select_related("theme", "service_area", "agency", "answer")
    return entries.prefetch_related(public_commitments("answer__commitments"), "taken_off", "corrections")


def presentations_shown():
    """Return what was put formally to agencies, for everybody (P11, P12)."""
    return Presentation.objects.select_related("agency")


def ledger():
    """Return every public commitment: what is still to come, then what is finished."""
    return Commitment.objects.public().open_first().with_doubts().select_related("agency")


def published_entries(path):
    """Return the prefetch of what “you said, we did” says of answers, at a path from the row that is read."""
    return Prefetch(path, queryset=YouSaidEntry.objects.published().select_related("theme"))


def issues_behind(*items):
    """Return the issues in some items of a presentation, with the issues merged into them."""
    rows = Issue.objects.order_by().values("pk")
    own, merged = rows.filter(presentation_items__in=items), rows.filter(merged_into__presentation_items__in=items)
    return Issue.objects.in_sight().filter(pk__in=own.union(merged)).exclude(status=IssueStatus.WITHDRAWN)


def left_out(presentation):
    """Return the issues of its themes that wait, because their parents can still object to the edited words."""
    waiting = Issue.objects.in_sight().filter(theme__presentation_items__presentation=presentation)
    return waiting.filter(status=IssueStatus.LOGGED).exclude(pk__in=Issue.objects.with_settled_words(clock.today()))


def families_to_ring(presentation):
    """Return the issues behind a presentation whose parent no e-mail reaches, and who left a phone number.

    Not those about the service itself: an independent reader rings these.
    """
    asked = Q(split_from=None, contact_email="", reporter=None) & ~Q(contact_phone="")
    of_letter = Q(split_from__contact_email="", split_from__reporter=None) & ~Q(split_from__contact_phone="")
    behind = issues_behind(*presentation.items.all()).filter(is_about_us=False)
    return behind.filter(asked | (Q(split_from__isnull=False) & of_letter)).order_by("reference")
