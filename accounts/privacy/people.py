"""People who sign in, what they may do, and what they did."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import (
    COUNTY_LISTS,
    Agency,
    AuditEntry,
    DataRequest,
    ListFile,
    PendingChange,
    RoleGrant,
    ServiceSetting,
    User,
)
from accounts.privacy.acting import who_did
from accounts.roles import SIGNS_IN_WITH_SECOND_FACTOR
from accounts.rules import LOOKS, ChangeKind
from common.privacy import (
    ACCOUNTABLE,
    FOR_EVER,
    WHO_DID_IT,
    Fate,
    Gathered,
    Whose,
    follows,
    found_by,
    holds,
    known_by_reference,
)
from common.told import Told

ADMINISTRATORS = _("administrators, and the person")


def no_address(user):
    """Return what stands in the place of an address that nobody may sign in with any more."""
    return f"erased-{user.pk}@erased.invalid"


def name_at_work(user):
    """Return what stands in the place of a name: that of somebody who worked here stays beside what they did."""
    return user.name if user.grants.filter(role__in=SIGNS_IN_WITH_SECOND_FACTOR).exists() else ""


def entries_about(subject):
    """Return the lines of the audit trail about rows that are this person's own."""
    about = Q(pk__in=[])
    for label, keys in subject.rows.items():
        about |= Q(object_type=label, object_id__in=[str(key) for key in keys])
    return AuditEntry.objects.filter(about)


def changes_in_admin(subject):
    """Return what Django's admin wrote of changes to this person's account."""
    keys = [str(key) for key in subject.keys("accounts.user")]
    return LogEntry.objects.filter(content_type__app_label="accounts", content_type__model="user", object_id__in=keys)


def changes_of_address(subject):
    return PendingChange.objects.filter(kind=ChangeKind.EMAIL, user__in=subject.keys("accounts.user"))


holds(
    User,
    _("accounts"),
    of=Whose.ANYBODY,
    why=_("so that people can sign in, and find what is theirs"),
    gathered=Gathered.FROM_THEM,
    seen_by=ADMINISTRATORS,
    kept=_("until the account is closed and erased"),
    rows=found_by(User, accounts__user="pk"),
    erased=Fate.BLANKED,
    identifies=("email", "name"),
    nobody=("password",),
    instead={"email": no_address, "name": name_at_work},
    told=Told(
        _("Your account"),
        {
            lambda _user: _("The account you sign in with"): _("Account"),
            "name": _("Your name"),
            "email": _("Your e-mail address"),
            "date_joined": _("Opened on"),
            "last_login": _("You last signed in on"),
            "is_active": _("You can sign in"),
        },
    ),
)
holds(
    RoleGrant,
    _("roles people hold, and held"),
    of=Whose.STAFF,
    why=_("so that everybody may do what their role asks for, and it can be seen who held which"),
    gathered=Gathered.BY_OTHERS,
    seen_by=ADMINISTRATORS,
    kept=FOR_EVER,
    rows=found_by(RoleGrant, accounts__user="user"),
    keys=("user",),
    others=("position",),
    grounds={"user": ACCOUNTABLE, "position": ACCOUNTABLE},
    told=Told(
        _("Roles you hold or held"),
        {"role": _("Role"), "agency.name": _("For"), "starts_on": _("From"), "ends_on": _("Last day")},
        newest="starts_on",
    ),
)
holds(
    Agency,
    _("agencies, and the manager each names"),
    of=Whose.STAFF,
    why=_("so that what is not answered in time reaches somebody who can act"),
    gathered=Gathered.BY_OTHERS,
    seen_by=_("administrators; the co-ordinator"),
    kept=_("until the agency names somebody else"),
    rows=found_by(Agency, "escalation_email"),
    erased=Fate.BLANKED,
    identifies=("escalation_name", "escalation_email"),
    nobody=("name", "slug", "public_email"),
    told=Told(
        _("Agencies that named you as their manager"),
        {"name": _("Agency"), "escalation_name": _("Your name"), "escalation_email": _("Your e-mail address")},
    ),
)
holds(
    PendingChange,
    _("changes of somebody's address that waited for a second person"),
    name="addresses",
    of=Whose.ANYBODY,
    why=_("so that nobody takes over another's account"),
    gathered=Gathered.BY_OTHERS,
    seen_by=ADMINISTRATORS,
    kept="accounts.addresses",
    rows=changes_of_address,
    erased=Fate.BLANKED,
    identifies=("value",),
    told=Told(
        _("Changes of the e-mail address you sign in with"),
        {
            "asked_at": _("Asked for on"),
            lambda change: change.value.get("old"): _("The address before"),
            lambda change: change.value.get("new"): _("The address it was to be"),
            "status": _("What became of it"),
            "ended_at": _("Changed or withdrawn on"),
        },
        newest="asked_at",
    ),
)
who_did(
    PendingChange,
    _("changes to accounts: whose, who asked for them and who agreed"),
    "user",
    "asked_by",
    "ended_by",
    kept=FOR_EVER,
    seen_by=ADMINISTRATORS,
)
IN_LINES = ("object_name", "reason", "detail")
holds(AuditEntry, _("the audit trail"), others=IN_LINES)
holds(
    AuditEntry,
    _("lines of the audit trail: who looked up their name and contact details"),
    name="looks",
    of=Whose.ANYBODY,
    why=_("so that a family can see who looked, and why"),
    seen_by=_("administrators; the family, without the name of who looked"),
    kept="accounts.audit",
    rows=lambda subject: entries_about(subject).filter(verb__in=LOOKS),
    others=IN_LINES,
    grounds=dict.fromkeys(IN_LINES, ACCOUNTABLE),
)
holds(
    AuditEntry,
    _("lines of the audit trail about what is theirs"),
    name="about them",
    of=Whose.ANYBODY,
    why=_("so that it can be seen who changed what"),
    seen_by=_("administrators"),
    rows=lambda subject: entries_about(subject).exclude(verb__in=LOOKS),
    others=IN_LINES,
    grounds=dict.fromkeys(IN_LINES, ACCOUNTABLE),
)
holds(
    AuditEntry,
    _("the audit trail: what somebody did themselves"),
    name=WHO_DID_IT,
    of=Whose.ANYBODY,
    why=_("so that it can be seen who did what"),
    seen_by=_("administrators"),
    rows=found_by(AuditEntry, accounts__user="by"),
    keys=("by",),
    nobody=("verb", "object_type", "object_id"),
    grounds={"by": ACCOUNTABLE},
)
holds(
    LogEntry,
    _("changes made in the administration: whose account was changed"),
    name="about them",
    of=Whose.ANYBODY,
    why=_("so that it can be seen who changed an account"),
    seen_by=_("administrators"),
    kept="accounts.audit",
    rows=changes_in_admin,
    erased=Fate.BLANKED,
    others=("object_repr", "change_message"),
    nobody=("object_id",),
)
who_did(LogEntry, _("changes made in the administration: who made them"), "user", kept="accounts.audit")


@follows
def whose_request(subject):
    """Lead from a request to the address, the reference or the account it was asked under."""
    for request in DataRequest.objects.filter(pk__in=subject.keys("accounts.datarequest")).exclude(about={}):
        subject = subject.with_emails(request.asked_under.emails)
        for label, keys in request.asked_under.rows.items():
            subject = subject.with_keys(label, keys)
    return subject


holds(
    ListFile,
    _("lists that somebody asked for as an Excel file"),
    of=Whose.STAFF,
    why=_("so that a long list can be taken away without waiting for it"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("whoever asked for it alone"),
    kept="accounts.list_files",
    rows=found_by(ListFile, accounts__user="user"),
    erased=Fate.DELETED,
    keys=("user",),
    others=("query",),
    nobody=("name", "path", "rights"),
    told=Told(
        _("Lists you asked for as a file"),
        {"name": _("List"), "asked_at": _("Asked for on"), "rows": _("Rows")},
        newest="asked_at",
    ),
)
known_by_reference(DataRequest)
holds(
    DataRequest,
    _("requests for a copy of what is held, or for its erasure"),
    of=Whose.ANYBODY,
    why=_("so that a request is answered in time"),
    gathered=Gathered.FROM_THEM,
    seen_by=_("the co-ordinator and administrators"),
    kept="accounts.data_requests",
    rows=DataRequest.objects.about,
    erased=Fate.BLANKED,
    identifies=("who", "about"),
    others=("how_known", "reason"),
    keys=("user",),
    nobody=("reference", "counts", "secret_hash"),
    told=Told(
        _("What you asked us to do with your data"),
        {
            "kind": _("Asked for"),
            "reference": _("Reference"),
            "who": _("The address or reference it was asked for under"),
            "asked_on": _("Asked on"),
            "status": _("Where it stands"),
            "ended_on": _("Answered or withdrawn on"),
        },
        newest="asked_on",
    ),
)
who_did(DataRequest, _("who entered and who agreed to a request about data"), "asked_by", "agreed_by")
holds(ServiceSetting, _("settings of the service"), nobody=("name", "value"))
for county_list in COUNTY_LISTS.values():
    holds(county_list, county_list._meta.verbose_name_plural, nobody=("code", "name"))
holds(Group, _("groups of Django, which this portal does not use"), nobody=("name",))
holds(Permission, _("rights of Django"), nobody=("name", "codename"))
holds(ContentType, _("kinds of record"), nobody=("app_label", "model"))
