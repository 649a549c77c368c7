"""What can be followed here: consultations; and what is new about them, until one is withdrawn."""

from django.db.models import F, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import doers_of
from answers.rules import ResponseStatus
from common import following
from common.dates import day
from common.following import Kind, Source, Words
from common.following.sources import addresses_at
from consultations.models import Consultation, ConsultationMove, ConsultationTheme, MovedDate, ThemeAnswer
from consultations.rules import ConsultationStatus, PlannedDay
from consultations.transitions import CONSULTATION

C = ConsultationStatus
TOLD_HERE = {
    C.PAUSED: gettext_lazy("paused"),
    C.OPEN: gettext_lazy("open again"),
    C.CLOSED: gettext_lazy("closed"),
    C.WITHDRAWN: gettext_lazy("withdrawn"),
}

following.kinds.declare(
    Kind(
        "consultation",
        gettext_lazy("Consultations"),
        rows=Consultation.objects.opened,
        ref="slug",
        offers=lambda rows: rows.exclude(status__in=[C.CONCLUDED, C.WITHDRAWN]),
        is_offered=True,
    )
)


@following.also_open("theme")
def themes_with_results():
    """A theme is public once the results of a consultation name it."""
    standing = ConsultationTheme.objects.standing().filter(consultation__in=_standing(results=True))
    return Q(pk__in=standing.values("theme"))


def _standing(*, results=False):
    """Return those that were opened and not withdrawn, or whose results are published too."""
    rows = Consultation.objects.opened().exclude(status=C.WITHDRAWN)
    return rows.filter(results_published_on__isnull=False) if results else rows


def opened():
    return _standing()


def words_of_opened(one):
    if one.is_shown_open:
        text = _("You can answer until %(day)s. You need no account.") % {"day": day(one.closes_at)}
    else:
        text = _("It is %(state)s now.") % {"state": one.shown_status.label}
    return Words(_("New consultation: %(title)s") % {"title": one.title}, text, one.get_absolute_url())


def moves():
    """Return the later steps of consultations; of one that was withdrawn only that it was."""
    rows = ConsultationMove.objects.filter(consultation__in=Consultation.objects.opened(), status__in=TOLD_HERE)
    is_first = Q(status=C.OPEN, on=F("consultation__opened_on"))
    return (
        rows.exclude(is_first)
        .exclude(~Q(status=C.WITHDRAWN) & Q(consultation__status=C.WITHDRAWN))
        .select_related("consultation")
    )


def words_of_move(move):
    one = move.consultation
    title = _("%(title)s: %(what)s") % {"title": one.title, "what": TOLD_HERE[move.status]}
    return Words(title, "", one.get_absolute_url())


def extensions():
    rows = MovedDate.objects.filter(consultation__in=_standing(), what=PlannedDay.CLOSING)
    return rows.select_related("consultation")


def words_of_extension(moved):
    title = _("%(title)s: open for longer") % {"title": moved.consultation.title}
    words = _("You can answer until %(day)s.") % {"day": day(moved.new_on)}
    return Words(title, words, moved.consultation.get_absolute_url())


def with_results():
    return _standing(results=True)


def words_of_results(one):
    return Words(_("Results: %(title)s") % {"title": one.title}, "", f"{one.get_absolute_url()}results/")


def theme_answers():
    rows = ThemeAnswer.objects.posted().filter(
        status=ResponseStatus.POSTED, consultation_theme__consultation__in=_standing(results=True)
    )
    return rows.select_related("consultation_theme__consultation__deciding_agency", "consultation_theme__theme")


def words_of_theme_answer(answer):
    row = answer.consultation_theme
    who = row.consultation.deciding_agency or _("the service")
    first, changed = _("%(who)s has answered “%(theme)s”"), _("%(who)s changed its answer to “%(theme)s”")
    title = (changed if answer.supersedes_id else first) % {"who": capfirst(str(who)), "theme": row.theme}
    text = _("A theme of the consultation “%(title)s”.") % {"title": row.consultation.title}
    return Words(title, text, row.get_absolute_url())


def concluded():
    return _standing().filter(status=C.CONCLUDED)


def words_of_end(one):
    title = _("%(title)s: concluded, every theme is answered") % {"title": one.title}
    return Words(title, "", one.get_absolute_url())


ABOUT = {"area": ("service_area__current",), "agency": ("deciding_agency",)}
WITH_ITSELF = {"consultation": ("pk",), **ABOUT}
ALL, MOVES = Consultation.objects.all(), ConsultationMove.objects.all()
following.sources.declare(
    Source(
        "consultations.opened",
        rows=opened,
        day="opened_on",
        tell=words_of_opened,
        about=WITH_ITSELF,
        by=doers_of(ALL, Consultation, CONSULTATION.verbs[C.OPEN]),
    ),
    Source(
        "consultations.moved",
        rows=moves,
        day="on",
        tell=words_of_move,
        about={"consultation": ("consultation",)},
        by=doers_of(MOVES, Consultation, *map(CONSULTATION.verbs.get, TOLD_HERE), path="consultation", day="on"),
        is_for_all=False,
    ),
    Source(
        "consultations.extended",
        rows=extensions,
        day="moved_on",
        tell=words_of_extension,
        about={"consultation": ("consultation",)},
        by=doers_of(MovedDate.objects.all(), Consultation, "extend_consultation", path="consultation", day="moved_on"),
        is_for_all=False,
    ),
    Source(
        "consultations.results",
        rows=with_results,
        day="results_published_on",
        tell=words_of_results,
        about=WITH_ITSELF,
        by=doers_of(ALL, Consultation, CONSULTATION.verbs[C.FEEDBACK]),
    ),
    Source(
        "consultations.answered",
        rows=theme_answers,
        day="posted_on",
        tell=words_of_theme_answer,
        about={
            "consultation": ("consultation_theme__consultation",),
            "theme": ("consultation_theme__theme",),
            "area": ("consultation_theme__consultation__service_area__current",),
            "agency": ("consultation_theme__consultation__deciding_agency",),
        },
        by=addresses_at(ThemeAnswer.objects.all(), "posted_by__email", "written_by__email"),
    ),
    Source(
        "consultations.concluded",
        rows=concluded,
        day="concluded_on",
        tell=words_of_end,
        about=WITH_ITSELF,
        by=doers_of(ALL, Consultation, CONSULTATION.verbs[C.CONCLUDED]),
    ),
)
