"""The e-mails to people of the group about their place on it."""

from django.utils.translation import gettext_lazy as _

from common.emails import EXAMPLE_MOMENT, Email, declare

SEAT = {"title": _("[seat]"), "constituency": {"name": _("[constituency]")}}
EXAMPLE = {
    "name": _("[name]"),
    "person": {"user_id": 1},
    "membership": {"pk": 1, "starts_on": EXAMPLE_MOMENT, "seat": SEAT},
    "review": {
        "get_absolute_url": "/my/membership/reviews/1/",
        "get_outcome_display": _("continue"),
        "decided_on": EXAMPLE_MOMENT,
        "note": _("[note]"),
        "withdrawn_reason": _("[reason]"),
        "year": 2026,
        "decided_where": _("[the meeting and its resolution]"),
    },
    "ending": {
        "kind": "asked",
        "get_kind_display": _("they asked to leave"),
        "reason": _("[reason]"),
        "ends_on": EXAMPLE_MOMENT,
        "applies_at": EXAMPLE_MOMENT,
    },
    "seat": SEAT,
    "entry": {"get_proposal_display": _("continue"), "note": _("[note]")},
    "application": {
        "reference": "SEAT-1001",
        "name": _("[name]"),
        "answer": _("[answer]"),
        "call": {"apply_by_on": EXAMPLE_MOMENT},
    },
    "is_soon": False,
    "term": {"ends_on": EXAMPLE_MOMENT, "agreed_where": _("[the meeting and its resolution]")},
    "on": EXAMPLE_MOMENT,
    "version": {"number": 2},
    "due_on": EXAMPLE_MOMENT,
    "is_second": True,
}

declare(
    _("Members"),
    Email("members.appointed", to=_("A new member"), when=_("They are appointed to a seat"), example=EXAMPLE),
    Email(
        "members.ending_waits",
        to=_("The member it is about"),
        when=_("Their membership is going to end, and they did not ask for it or gave notice"),
        example=EXAMPLE,
    ),
    Email(
        "members.ended",
        to=_("The member it is about"),
        when=_("Their membership has ended"),
        example=EXAMPLE,
    ),
    Email(
        "members.ending_undone",
        to=_("The member it is about"),
        when=_("The end of their membership is taken back"),
        example=EXAMPLE,
    ),
    Email(
        "members.role_published",
        to=_("Every member who holds such a seat"),
        when=_("A new version of their role description is published"),
        example=EXAMPLE,
    ),
    Email(
        "members.confirm_interests",
        to=_("A member"),
        when=_("Two weeks before the register of interests is to be confirmed, and four weeks after (M8)"),
        example=EXAMPLE,
    ),
    Email(
        "members.term_set",
        to=_("The member it is about"),
        when=_("The last day of their term of office is set or corrected"),
        example=EXAMPLE,
    ),
    Email(
        "members.term_ends",
        to=_("The member it is about"),
        when=_("Their term of office ends within three months"),
        example=EXAMPLE,
    ),
    Email(
        "members.term_renewed",
        to=_("The member it is about"),
        when=_("The group has renewed their term of office"),
        example=EXAMPLE,
    ),
    Email(
        "members.renewal_taken_back",
        to=_("The member it is about"),
        when=_("A renewal of their term of office was recorded by mistake, and is taken back"),
        example=EXAMPLE,
    ),
    Email(
        "members.role_reminder",
        to=_("Those who have not accepted their role description"),
        when=_("The co-ordinator reminds them"),
        example=EXAMPLE,
    ),
    Email(
        "members.review_opened",
        to=_("The member it is about"),
        when=_("A review of their membership is opened (M11)"),
        example=EXAMPLE,
    ),
    Email(
        "members.review_decided",
        to=_("The member it is about"),
        when=_("The decision of the group on a review is recorded (M11)"),
        example=EXAMPLE,
    ),
    Email(
        "members.review_withdrawn",
        to=_("The member it is about"),
        when=_("A review of their membership is withdrawn (M11)"),
        example=EXAMPLE,
    ),
    Email(
        "members.application_received",
        to=_("Somebody who applied for a seat"),
        when=_("We have their application"),
        example=EXAMPLE,
    ),
    Email(
        "members.application_nominated",
        to=_("Somebody who applied for a seat"),
        when=_("They are nominated for it"),
        example=EXAMPLE,
    ),
    Email(
        "members.application_declined",
        to=_("Somebody who applied for a seat"),
        when=_("They were not chosen"),
        example=EXAMPLE,
    ),
    Email(
        "members.yearly_review",
        to=_("Every member; again those who have not answered"),
        when=_("The yearly review begins, and when the co-ordinator reminds them (M12)"),
        example=EXAMPLE,
    ),
    Email(
        "members.yearly_decided",
        to=_("Every member"),
        when=_("The group has decided the yearly review (M12)"),
        example=EXAMPLE,
    ),
)
