"""What can be followed here: agencies; and what is new: presentations, answers, promises, “you said, we did”."""

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import doers_of
from accounts.models import Agency
from answers.models import Commitment, CommitmentDate, FormalResponse, Presentation, PresentationItem, YouSaidEntry
from answers.rules import CommitmentStatus
from answers.transitions import COMMITMENT
from common import following
from common.dates import day
from common.following import Kind, Source, Words
from common.following.sources import addresses_at
from issues.following import parents_of

LONGEST = 200


def agencies():
    return Agency.objects.filter(is_active=True)


def address_of_agency(agency):
    """What was asked of an agency, in the list of all: none has a page of its own."""
    return f"{reverse('answers:presentation_list')}?{urlencode({'agency': agency.slug})}"


following.kinds.declare(
    Kind("agency", gettext_lazy("Agencies"), rows=agencies, ref="slug", address=address_of_agency, is_offered=True)
)


@following.also_open("theme")
def themes_of_answers():
    """A theme is public once it was put to an agency, or is on “you said, we did”."""
    items = PresentationItem.objects.exclude(theme=None).values("theme")
    entries = YouSaidEntry.objects.published().exclude(theme=None).values("theme")
    return Q(pk__in=items) | Q(pk__in=entries)


def about_items(path):
    """Return what the items of a presentation are about, at a path to them."""
    issues = (f"{path}issue", f"{path}issues")
    return {
        "theme": (f"{path}theme", f"{path}issue__theme"),
        "area": (f"{path}theme__service_area__current", f"{path}issue__service_area__current"),
        "issue": (*issues, f"{path}issues__merged_issues"),
    }


def parents_at(model, path):
    return parents_of(model.objects.all(), f"{path}issues", f"{path}issues__merged_issues")


def presentations():
    return Presentation.objects.select_related("agency")


def words_of_presentation(one):
    title = _("The group asked %(agency)s: %(what)s") % {"agency": one.agency, "what": one.title}
    return Words(title, _("It asked for an answer by %(day)s.") % {"day": day(one.due_on)}, one.get_absolute_url())


def responses():
    return FormalResponse.objects.posted().select_related("presentation__agency")


def words_of_response(response):
    one = response.presentation
    changed, first = _("%(agency)s changed its answer: %(what)s"), _("%(agency)s has answered: %(what)s")
    title = (changed if response.supersedes_id else first) % {"agency": one.agency, "what": one.title}
    text = _("This came after the date the group asked for.") if response.is_late else ""
    return Words(title, text, one.get_absolute_url())


def promises():
    return Commitment.objects.public().exclude(status=CommitmentStatus.OPEN).select_related("agency")


def words_of_promise(promise):
    kept, broken = _("Promise recorded as done: %(what)s"), _("Promise not kept: %(what)s")
    title = (kept if promise.is_done else broken) % {"what": _short(promise.what)}
    return Words(title, _("Promised by %(who)s.") % {"who": promise.owner}, promise.get_absolute_url())


def moved_dates():
    rows = CommitmentDate.objects.filter(commitment__in=Commitment.objects.public())
    return rows.select_related("commitment")


def words_of_moved_date(moved):
    promise = moved.commitment
    title = _("The date of a promise was changed: %(what)s") % {"what": _short(promise.what)}
    text = _("It was %(before)s. It is %(now)s.") % {"before": day(moved.due_on), "now": day(promise.due_on)}
    return Words(title, text, promise.get_absolute_url())


def entries():
    return YouSaidEntry.objects.published().select_related("theme", "agency")


def words_of_entry(entry):
    title = _("You said, we did: %(said)s") % {"said": _short(entry.you_said)}
    return Words(title, f"{entry.heading}: {_short(entry.we_did)}", entry.get_absolute_url())


def _short(text):
    return Truncator(" ".join(text.split())).chars(LONGEST)


ANSWERED = ("posted_by__email", "written_by__email", "confirmed_by__email", "answers__answered_by__email")
following.sources.declare(
    Source(
        "answers.presented",
        rows=presentations,
        day="sent_on",
        tell=words_of_presentation,
        about={"agency": ("agency",), **about_items("items__")},
        by=doers_of(Presentation.objects.all(), Presentation, "present"),
        told=parents_at(Presentation, "items__"),
    ),
    Source(
        "answers.answered",
        rows=responses,
        day="posted_on",
        tell=words_of_response,
        about={"agency": ("presentation__agency",), **about_items("presentation__items__")},
        by=addresses_at(FormalResponse.objects.all(), *ANSWERED),
        told=parents_at(FormalResponse, "presentation__items__"),
    ),
    Source(
        "answers.promises",
        rows=promises,
        day="finished_on",
        tell=words_of_promise,
        about={"agency": ("agency",), **about_items("answer__item__")},
        by=doers_of(Commitment.objects.all(), Commitment, *COMMITMENT.verbs.values()),
        told=parents_at(Commitment, "answer__item__"),
    ),
    Source(
        "answers.moved_dates",
        rows=moved_dates,
        day="moved_on",
        tell=words_of_moved_date,
        about={"agency": ("commitment__agency",), **about_items("commitment__answer__item__")},
        by=doers_of(CommitmentDate.objects.all(), Commitment, "move_commitment", path="commitment", day="moved_on"),
        told=parents_at(CommitmentDate, "commitment__answer__item__"),
    ),
    Source(
        "answers.told",
        rows=entries,
        day="published_on",
        tell=words_of_entry,
        about={
            "agency": ("agency",),
            "area": ("service_area__current",),
            "theme": ("theme",),
            "issue": ("answer__item__issues", "answer__item__issues__merged_issues"),
        },
        by=doers_of(YouSaidEntry.objects.all(), YouSaidEntry, "publish_entry"),
        told=parents_at(YouSaidEntry, "answer__item__"),
        part=lambda entry: entry.published_on,
    ),
)
