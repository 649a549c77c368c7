"""Those who come to a meeting, in whose place, and what they declared there."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.dates import day
from common.privacy import ERASED, FOR_EVER, MINUTES, WITH_ITS_RECORD, Fate, Gathered, Whose, found_by, holds, names_at
from common.told import Told
from meetings.models import AbsenceNotice, Attendance, Declaration, Dismissal, InAttendance, Meeting, Reply

COORDINATOR = _("the co-ordinator, and the member")
EVERYBODY = _("everybody, once the minutes are approved")
ON_RECORD = _("so that everybody can see who decided")
SUBSTITUTES = "substitutes"  # the other person of a row: whoever comes in the place of a member


@names_at
def names_of_substitutes(emails):
    for email in emails:
        named = Reply.objects.filter(substitute_email__iexact=email)
        yield from named.values_list("substitute_email", "substitute_name")
        yield from Declaration.objects.filter(email__iexact=email).values_list("email", "name")


def came_in_the_place_of_another(subject):
    """Return the attendance of members for whom this person came: by the reply that named them."""
    found = Q(pk__in=[])
    replies = Reply.objects.filter(subject.at("substitute_email"))
    for meeting, membership in replies.values_list("meeting", "membership"):
        found |= Q(meeting=meeting, membership=membership)
    return Attendance.objects.filter(found).exclude(substitute_name="")


def title_of(meeting):
    """Return what names a meeting for those who came: its title and its date."""
    title, on = str(meeting), day(meeting.starts_at)
    return title if on in title else f"{title}, {on}"


def meeting_of(row):
    return title_of(row.meeting)


BY_MEETING = "meeting.starts_at"


holds(
    Reply,
    _("replies to invitations"),
    of=Whose.MEMBER,
    why=_("so that we know who comes, and what helps them to"),
    gathered=Gathered.FROM_THEM,
    seen_by=COORDINATOR,
    kept="meetings.replies",
    rows=found_by(Reply, members__person="membership__person"),
    erased=Fate.BLANKED,
    says=("reason", "needs"),
    told=Told(
        _("Your replies to invitations to meetings"),
        {
            meeting_of: _("Meeting"),
            "kind": _("Your reply"),
            "reason": _("Why you cannot come"),
            "needs": _("What helps you to come"),
            "replied_at": _("You replied on"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    Reply,
    _("who comes to a meeting in the place of a member"),
    name=SUBSTITUTES,
    of=Whose.MEMBER,
    why=_("so that whoever comes can read what the meeting discusses"),
    gathered=Gathered.BY_OTHERS,
    seen_by=COORDINATOR,
    kept="meetings.replies",
    rows=found_by(Reply, "substitute_email"),
    erased=Fate.BLANKED,
    identifies=("substitute_name", "substitute_email"),
    instead={"substitute_name": lambda row: ERASED if row.substitute_name else ""},
    told=Told(
        _("Meetings a member asked you to come to in their place"),
        {
            meeting_of: _("Meeting"),
            "membership.seat.title": _("The seat you came for"),
            "substitute_name": _("Your name"),
            "substitute_email": _("Your e-mail address"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    Attendance,
    _("the register of attendance"),
    of=Whose.MEMBER,
    why=ON_RECORD,
    gathered=Gathered.BY_OTHERS,
    seen_by=EVERYBODY,
    kept=FOR_EVER,
    rows=found_by(Attendance, members__person="membership__person"),
    erased=Fate.BLANKED,
    identifies=("name", "role_title", "affiliation"),
    others=("reason",),
    nobody=("constituency",),
    grounds=dict.fromkeys(("name", "role_title", "affiliation"), MINUTES),
    told=Told(
        _("Meetings you came to or missed"),
        {
            meeting_of: _("Meeting"),
            "record": _("What the register says"),
            "was_invited": _("You were invited"),
            "name": _("Your name, as it stood then"),
            "role_title": _("Your post then"),
            "affiliation": _("The body you came from then"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    Attendance,
    _("who came to a meeting in the place of a member"),
    name=SUBSTITUTES,
    of=Whose.MEMBER,
    why=ON_RECORD,
    gathered=Gathered.BY_OTHERS,
    seen_by=EVERYBODY,
    kept=FOR_EVER,
    rows=came_in_the_place_of_another,
    identifies=("substitute_name",),
    grounds={"substitute_name": MINUTES},
    told=Told(
        _("Meetings you came to in the place of a member"),
        {
            meeting_of: _("Meeting"),
            "membership.seat.title": _("The seat you came for"),
            "substitute_name": _("Your name"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    InAttendance,
    _("who else came to a meeting"),
    of=Whose.STAFF,
    why=_("so that everybody can see who was there"),
    gathered=Gathered.BY_OTHERS,
    seen_by=EVERYBODY,
    kept=FOR_EVER,
    rows=found_by(InAttendance, members__person="person"),
    identifies=("name", "role_title", "affiliation"),
    keys=("person",),
    grounds=dict.fromkeys(("name", "role_title", "affiliation", "person"), MINUTES),
    told=Told(
        _("Meetings you came to as a visitor or for an agency"),
        {
            meeting_of: _("Meeting"),
            "name": _("Your name"),
            "role_title": _("Your post"),
            "affiliation": _("The body you came from"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    AbsenceNotice,
    _("that a member was written to after two missed meetings"),
    of=Whose.MEMBER,
    why=_("so that nobody is written to twice"),
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(AbsenceNotice, members__person="membership__person"),
    told=Told(
        _("When we wrote to you because you had missed two meetings"),
        {meeting_of: _("The last meeting you missed"), "sent_on": _("We wrote on")},
        newest="sent_on",
    ),
)
holds(
    Declaration,
    _("interests declared at a meeting"),
    of=Whose.MEMBER,
    why=_("so that everybody can see who might gain or lose by a decision"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("everybody, but on a private item; members"),
    kept=FOR_EVER,
    rows=found_by(Declaration, "email", members__person="person"),
    erased=Fate.BLANKED,
    identifies=("name", "email"),
    says=("nature",),
    keys=("person",),
    nobody=("label",),
    grounds=dict.fromkeys(("name", "nature", "person"), MINUTES),
    told=Told(
        _("Interests you declared at meetings"),
        {
            meeting_of: _("Meeting"),
            "item": _("Agenda item"),
            "nature": _("What you declared"),
            "is_pecuniary": _("It is about money"),
            "status": _("What the group did"),
            "handling": _("What you did then"),
            "name": _("Your name, as it stood then"),
            "email": _("Your e-mail address"),
        },
        newest=BY_MEETING,
    ),
)
holds(
    Dismissal,
    _("that a member said an agenda item does not affect an interest of theirs"),
    of=Whose.MEMBER,
    why=_("so that they are not asked again"),
    gathered=Gathered.FROM_THEM,
    seen_by=COORDINATOR,
    kept=WITH_ITS_RECORD,
    rows=found_by(Dismissal, members__person="person"),
    erased=Fate.DELETED,
    keys=("person",),
    told=Told(
        _("Agenda items you said do not affect your interests"),
        {"item.meeting": _("Meeting"), "item": _("Agenda item"), "dismissed_on": _("You said so on")},
        newest="dismissed_on",
    ),
)
holds(
    Meeting,
    _("who chaired a meeting"),
    name="chair",
    of=Whose.MEMBER,
    why=ON_RECORD,
    gathered=Gathered.BY_OTHERS,
    seen_by=_("everybody"),
    kept=FOR_EVER,
    rows=found_by(Meeting, members__person="chair"),
    keys=("chair",),
    grounds={"chair": MINUTES},
    told=Told(
        _("Meetings you chaired"),
        {title_of: _("Meeting"), "status": _("Where it stands")},
        newest="starts_at",
    ),
)
