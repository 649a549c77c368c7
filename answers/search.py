"""What can be found of what came of it: presentations, answers, commitments, you said we did."""

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from accounts.models import ServiceArea
from answers.models import Answer, Commitment, FormalResponse, Presentation, PresentationItem, YouSaidEntry
from answers.rules import ResponseStatus
from common import search
from common.search import Entry
from issues.models import Theme

PRESENTATIONS, BOARD = _("Presentations and answers"), _("You said, we did")


@search.kind("presentations", PRESENTATIONS, Presentation, visible=lambda user: Presentation.objects.all())
def presentation(row):
    """Everybody reads what the group asks of an agency."""
    title = f"{row.reference} {row.title}"
    return Entry(title, row.covering_text, row.sent_on, row.get_absolute_url())


@search.kind(
    "asks",
    PRESENTATIONS,
    PresentationItem,
    visible=lambda user: PresentationItem.objects.all(),
    with_rows=["presentation"],
)
def ask(row):
    one = row.presentation
    title = _("%(title)s: what the group asks") % {"title": f"{one.reference} {one.title}"}
    return Entry(title, row.ask, one.sent_on, one.get_absolute_url())


@search.kind(
    "answers",
    PRESENTATIONS,
    Answer,
    visible=lambda user: Answer.objects.posted().filter(response__status=ResponseStatus.POSTED),
    with_rows=["response", "item__presentation"],
)
def answer(row):
    """The answer in force. A superseded one is only on the page of its presentation."""
    if row.posted_on is None or row.response is None or row.response.status != ResponseStatus.POSTED:
        return None
    one = row.item.presentation
    words = "\n".join(filter(None, [row.shown_text, row.reason, row.instead, row.done]))
    title = _("%(title)s: the answer") % {"title": f"{one.reference} {one.title}"}
    return Entry(title, words, row.posted_on, one.get_absolute_url())


@search.follows(FormalResponse)
def answers_of(keys):
    yield Answer.objects.filter(response__in=keys)


@search.follows(Presentation)
def parts_of(keys):
    yield PresentationItem.objects.filter(presentation__in=keys)
    yield Answer.objects.filter(item__presentation__in=keys)


@search.kind("commitments", _("Commitments"), Commitment)
def commitment(row):
    words = "\n".join(filter(None, [row.what, row.owner, row.how_seen, row.evidence, row.not_kept_reason]))
    title = f"{row.reference} {Truncator(row.what).words(12)}"
    return Entry(title, words, row.made_on, row.get_absolute_url())


@search.kind(
    "you_said",
    BOARD,
    YouSaidEntry,
    visible=lambda user: YouSaidEntry.objects.published(),
    with_rows=["theme", "service_area"],
)
def entry(row):
    if not row.is_public:
        return None
    words = "\n".join(filter(None, [row.you_said, row.we_did, row.shown_evidence]))
    title = str(row.theme or row.service_area)
    return Entry(title, words, row.first_published_on, row.get_absolute_url())


@search.follows(Theme, is_always=False)
def entries_of_theme(keys):
    yield YouSaidEntry.objects.filter(theme__in=keys)


@search.follows(ServiceArea)
def entries_of_service(keys):
    yield YouSaidEntry.objects.filter(service_area__in=keys)
