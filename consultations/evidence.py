"""Evidence from consultations: views, answers to every theme, levels, ways of taking part (P8, V1, V3, V4)."""

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.services.settings import get_setting
from common import evidence, exceptions_register
from common.evidence import Evidence, State
from consultations.models import Consultation, ConsultationTheme, Response
from consultations.rules import Level
from issues.figures import raised_in
from issues.rules import Channel


@evidence.kind("views-given", gettext_lazy("answers to consultations"))
def views_given(period):
    """P8: what people think of this service and of services for children; counted once results are published."""
    found = _published_answers(period).aggregate(people=Count("pk"), last=Max("received_on"))
    url = reverse("consultations:consultation_list")
    if not found["people"]:
        words = _("no answers to a consultation %(when)s") % {"when": evidence.within(period)}
        return Evidence(words, url=url, state=State.DUE)
    words = ngettext(
        "%(n)s answer to consultations %(when)s", "%(n)s answers to consultations %(when)s", found["people"]
    )
    words %= {"n": found["people"], "when": evidence.within(period)}
    return Evidence(words, on=found["last"], url=url)


def _published_answers(period):
    """Return the responses of a period to consultations whose results were public when it ended."""
    rows = Response.objects.counted().filter(received_on__gte=period.start, received_on__lte=period.end)
    return rows.filter(consultation__results_published_on__lte=period.end)


@evidence.kind("involvement-levels", gettext_lazy("consultations, each with its level of involvement"))
def levels_are_named(period):
    """V3: how many activities that were opened in the period there were of each level; each one names its own."""
    opened = Consultation.objects.filter(opened_on__gte=period.start, opened_on__lte=period.end)
    found = opened.aggregate(
        all=Count("pk"), last=Max("opened_on"), **{level.name: Count("pk", filter=Q(level=level)) for level in Level}
    )
    url, when = reverse("consultations:consultation_list"), evidence.within(period)
    if not found["all"]:
        return Evidence(_("no consultation was opened %(when)s") % {"when": when}, url=url, state=State.NONE)
    words = ngettext(
        "%(n)s consultation opened %(when)s, with its level: %(levels)s",
        "%(n)s consultations opened %(when)s, each with its level: %(levels)s",
        found["all"],
    )
    levels = ", ".join(f"{level.label} ({found[level.name]})" for level in Level)
    return Evidence(words % {"n": found["all"], "when": when, "levels": levels}, on=found["last"], url=url)


@evidence.kind("ways-of-taking-part", gettext_lazy("the ways people took part, and what was entered for them"))
def ways_were_open(period):
    """V4: which ways people chose, and how much came by another way than the web form and was entered for them.

    Issues raised, and responses to consultations whose results are public; a small number is not told.
    """
    counts = dict.fromkeys(Channel.values, 0)
    for rows in (raised_in(period), _published_answers(period)):
        for channel, number in rows.order_by().values_list("channel").annotate(n=Count("pk")):
            counts[channel] += number
    url, when = reverse("issues:issue_list"), evidence.within(period)
    used = [Channel(channel).label for channel, number in counts.items() if number]
    if not used:
        return Evidence(_("nothing has arrived %(when)s") % {"when": when}, url=url, state=State.NONE)
    entered = sum(counts.values()) - counts[Channel.WEB]
    small = get_setting("small_number", on=period.end)
    told = entered if not entered or entered >= small else _("fewer than %(n)s") % {"n": small}
    words = _("issues and answers to consultations %(when)s came by %(ways)s; entered for people: %(entered)s")
    words %= {"when": when, "ways": ", ".join(map(str, used)), "entered": told}
    return Evidence(words, on=period.end, url=url, state=State.KEPT if entered else State.NOT_USUAL)


@evidence.kind("answered-themes", gettext_lazy("consultation themes answered"))
def themes_answered(period):
    """V1: every theme is answered, by the date that was asked for; a closed one without results counts as waiting."""
    ended = Consultation.objects.filter(closed_on__lte=period.end).exclude(withdrawn_on__lte=period.end)
    overdue = exceptions_register.rows("consultations.overdue", period.end)
    published = ended.filter(results_published_on__lte=period.end)
    answered = Q(answer__posted_on__lte=period.end)
    figures = (
        ConsultationTheme.objects.standing()
        .filter(consultation__in=published)
        .aggregate(all=Count("pk"), answered=Count("pk", filter=answered))
    )
    url, late = reverse("consultations:consultation_list"), overdue.order_by("answers_due_on").first()
    if late is not None:
        words = _("%(answered)s of %(all)s themes answered; some answers are overdue") % figures
        return Evidence(words, on=late.answers_due_on, url=late.get_absolute_url(), state=State.OVERDUE)
    if not figures["all"]:
        return Evidence(_("no themes to answer yet"), url=url, state=State.NONE)
    last = published.filter(concluded_on__lte=period.end).order_by("-concluded_on").first()
    return Evidence(
        _("%(answered)s of %(all)s themes answered") % figures,
        on=last.concluded_on if last else None,
        url=last.get_absolute_url() if last else url,
    )
