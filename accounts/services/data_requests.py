"""What people ask of what is held about them: asked for, agreed by a second person, carried out, answered.

A copy that somebody signed in asks for is made at once: it holds their own data alone. Whatever the co-ordinator asks
for on behalf of somebody, and every erasure, waits for a second person, or a day where there is none (promise 15).
"""

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import audit, rules
from accounts.models import DataRequest, User
from accounts.models.data_request import as_kept
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.selectors import others_with
from accounts.services.keys import check_keys_are_left
from accounts.services.settings import service_name
from accounts.services.subject_files import NOTHING_HELD, as_handed_over, named_to, told_of
from common import clock, erasures
from common.documents import erase_document
from common.emails import send_email
from common.erasing import erase_found, find
from common.errors import DomainError
from common.jobs import start_job
from common.locking import locked
from common.models import Message
from common.privacy import Fate, Subject, follow, hindrances, holdings, known_as
from common.references import hash_secret, new_secret, next_reference
from common.rules import MessageState
from common.transitions import Transitions

DATA_REQUEST = Transitions(
    rules.DATA_REQUEST_MOVES,
    record=audit.record,
    verbs={
        DataRequestStatus.UNDER_WAY: "agree_data_request",
        DataRequestStatus.REFUSED: "refuse_data_request",
        DataRequestStatus.WITHDRAWN: "withdraw_data_request",
        DataRequestStatus.DONE: "answer_data_request",
    },
    dates=dict.fromkeys((DataRequestStatus.REFUSED, DataRequestStatus.WITHDRAWN, DataRequestStatus.DONE), "ended_on"),
)
AGREES = "accounts.agree_datarequest"
# What an erasure does, for whoever asks for it of themselves.
FATES = {
    Fate.DELETED: gettext_lazy("will be deleted"),
    Fate.BLANKED: gettext_lazy("will stay, but not what identifies you and what you wrote"),
    Fate.KEPT: gettext_lazy("will stay"),
}
# What a request says once it no longer says whose it was.
NOBODY = {"who": "", "about": {}, "user": None, "how_known": ""}


def own_subject(user):
    """Return whose data somebody signed in asks about: their own."""
    return follow(Subject().with_keys("accounts.user", [user.pk]).with_emails([user.email]))


@transaction.atomic
def ask_for_own(user, kind, *, now=None):
    """Ask for a copy of one's own data, or its erasure. Raises DomainError while the same is being dealt with."""
    user = locked(User.objects.get(pk=user.pk))
    named = Subject().with_keys("accounts.user", [user.pk]).with_emails([user.email])
    there = DataRequest.objects.open().filter(kind=kind)
    if _asked_under(named, there.filter(user=user) if kind == DataRequestKind.COPY else there):
        raise DomainError(_("You have asked for this already. We are dealing with it."))
    request = _ask(named, kind, by=user, user=user, who=user.email, now=now)
    if kind == DataRequestKind.COPY:
        return _carry_on(request, by=None, now=now)
    return request


@transaction.atomic
def ask_for_somebody(text, kind, *, how_known, by, now=None):
    """Ask on behalf of somebody, by their e-mail address or the reference of what they sent."""
    if not how_known.strip():
        raise DomainError(_("Say how you know that it is them."), field="how_known")
    named = named_to(by, text)
    subject = known_as(text) if named else None
    if subject and subject.shared and not subject.emails:
        words = _("Several people use this address. Give the reference of something they sent instead.")
        raise DomainError(words, field="who")
    if subject is None or not as_handed_over(find(subject), by):
        raise DomainError(NOTHING_HELD, field="who")
    if asked := _asked_under(named, DataRequest.objects.open().filter(kind=kind)):
        words = _("This was asked for already: %(ref)s. It is being dealt with.") % {"ref": asked}
        raise DomainError(words, field="who")
    return _ask(named, kind, by=by, user=None, who=text.strip(), how_known=how_known.strip(), now=now)


def _asked_under(named, requests):
    """Return the first request under the same address, reference or account; not under what it leads to (safety)."""
    return next((one for one in requests.order_by("pk") if one.asked_under.meets(named)), None)


def _ask(named, kind, *, by, user, who, now, how_known=""):
    """Take a request, also of what cannot be erased now: it is dated, and waits or is refused with the reason."""
    now, subject = now or clock.now(), follow(named)
    is_alone = not _others_who_agree(by and by.pk, subject, now)
    request = DataRequest.objects.create(
        reference=next_reference(rules.DATA_REQUEST_PREFIX),
        kind=kind,
        user=user,
        who=who,
        about=as_kept(subject) | {"named": as_kept(named)},
        how_known=how_known,
        asked_by=by,
        asked_on=clock.today(now),
        applies_at=now + rules.WAIT if is_alone else None,
    )
    audit.record("ask_data_request", request, by, now=now, kind=kind, is_own=user is not None)
    return request


@transaction.atomic
def obstacles(subject, now, reader=None):
    """Return why something may not go now: what the apps say, and that the last administrator or co-ordinator stays.

    In words for the person; or for a `reader` of the team, without what that reader may not know of.
    """
    subject = follow(subject)
    return [*hindrances(subject, now, reader), *_keys_held(subject, now)]


def _keys_held(subject, now):
    for user in User.objects.filter(pk__in=subject.keys("accounts.user")):
        try:
            check_keys_are_left(user, now=now)
        except DomainError as error:
            yield error.message


def _check_may_go(subject, now, reader=None):
    """Raise DomainError where there is an obstacle."""
    for words in obstacles(subject, now, reader):
        raise DomainError(words)


def _others_who_agree(by, subject, now):
    """Return who else could agree: not whoever asks (a key), and nobody about themselves."""
    return others_with(AGREES, {by, *subject.keys("accounts.user")}, now)


@transaction.atomic
def agree(request, *, by, now=None):
    """Let a request be carried out, as a second person, or once a day has passed where there is none.

    Raises DomainError for whoever asked, and for the person themselves.
    """
    now = now or clock.now()
    request = DATA_REQUEST.ready(request, DataRequestStatus.UNDER_WAY)
    if by.pk in request.subject.keys("accounts.user"):
        raise DomainError(_("This is about your own data, so somebody else has to agree."))
    is_alone = not _others_who_agree(request.asked_by_id, request.subject, now)
    rules.check_second_person(request.asked_by_id, by.pk, request.applies_at if is_alone else None, now)
    if not request.is_copy:
        _check_may_go(request.subject, now, by)
    return _carry_on(request, by=by, now=now)


def _carry_on(request, *, by, now):
    """Agree, and begin a copy at once; an erasure waits until the last e-mail about it has gone."""
    now = now or clock.now()
    fields = {"agreed_by": by, "agreed_at": now}
    if request.is_copy:
        return DATA_REQUEST.move(
            request, DataRequestStatus.UNDER_WAY, by=by, now=now, job=_start(request, now), **fields
        )
    request = DATA_REQUEST.move(request, DataRequestStatus.UNDER_WAY, by=by, now=now, **fields)
    _go_on(request, now)
    return request


def _go_on(request, now):
    """Take the next step of an agreed erasure; say whether it has begun.

    While there is an obstacle it is put off, and they are told. The last e-mail goes when nothing is in the way any
    more, and has time to leave.
    """
    if obstacles(request.subject, now):
        if request.put_off_at is None:
            _put_off(request, now)
        return False
    if request.told_at is None or request.put_off_at:
        _tell_erased(request, now)
        return False
    if request.told_at > now - rules.LAST_EMAIL or _last_email_waits(request, now):
        return False
    begin_erasure(request, now=now)
    return True


def _put_off(request, now):
    request.put_off_at = now
    request.save(update_fields=["put_off_at"])
    _write_to_each(request, "accounts.data_put_off", now)


def _start(request, now):
    kind = "accounts.copy" if request.is_copy else "accounts.erase"
    return start_job(kind, {"request": request.pk}, key=f"{kind}.{request.pk}", now=now)


def _tell_erased(request, now):
    """Send the last e-mail to each of their addresses: that their data goes, and where the receipt stands."""
    secret = new_secret()
    request.told_at, request.put_off_at = now, None
    request.secret_hash = hash_secret(secret) if request.subject.emails else ""
    request.save(update_fields=["told_at", "put_off_at", "secret_hash"])
    link = f"{settings.SITE_URL}{reverse('accounts:data_receipt', args=[secret])}"
    _write_to_each(request, "accounts.data_erased", now, link=link)


def _write_to_each(request, name, now, **more):
    """E-mail each of their addresses, once for each time that it is told."""
    context = {"request": request, "service_name": service_name(), **more}
    for address in sorted(request.subject.emails):
        key = f"{name}.{request.pk}.{now:%Y%m%d%H%M%S}.{hash_secret(address)[:16]}"
        send_email(name, to=address, context=context, key=key, urgent=True, now=now)


@transaction.atomic
def refuse(request, *, reason, by, now=None):
    """Refuse a request, with the reason, which the person reads (article 12(4))."""
    if not reason.strip():
        raise DomainError(_("Give the reason. The person reads it."), field="reason")
    request = DATA_REQUEST.move(request, DataRequestStatus.REFUSED, by=by, now=now, reason=reason.strip())
    for address in sorted(request.subject.emails):
        context = {"request": request, "service_name": service_name()}
        key = f"accounts.data_refused.{request.pk}.{hash_secret(address)[:16]}"
        send_email("accounts.data_refused", to=address, context=context, key=key, now=now)
    return request


@transaction.atomic
def withdraw(request, *, by, now=None):
    """Withdraw a request, also an erasure that was agreed to, until it is carried out."""
    request = DATA_REQUEST.ready(request, DataRequestStatus.WITHDRAWN)
    if not request.can_be_withdrawn:
        raise DomainError(_("This is being carried out already."))
    return DATA_REQUEST.move(request, DataRequestStatus.WITHDRAWN, by=by, now=now)


def carry_out_due(now):
    """Agree to what waited a day for nobody, and go on with each agreed erasure; return how many went a step on.

    Who else could agree is asked again when the day is over: then nothing is agreed to for nobody.
    """
    done = 0
    for request in DataRequest.objects.filter(status=DataRequestStatus.ASKED, applies_at__lte=now):
        if not _others_who_agree(request.asked_by_id, request.subject, now) and (
            request.is_copy or not obstacles(request.subject, now)
        ):
            agree_alone(request, now=now)
            done += 1
    under_way = DataRequest.objects.filter(kind=DataRequestKind.ERASURE, status=DataRequestStatus.UNDER_WAY, job=None)
    return done + sum(_next_step(request, now) for request in under_way)


@transaction.atomic
def _next_step(request, now):
    request = locked(request)
    return request.is_agreed_erasure and _go_on(request, now)


def _last_email_waits(request, now):
    """Say whether the last e-mail has still to be sent; after a day nothing waits for it any more."""
    if request.told_at <= now - rules.WAIT:
        return False
    emails = Message.objects.filter(key__startswith=f"accounts.data_erased.{request.pk}.")
    return emails.filter(state=MessageState.WAITING).exists()


@transaction.atomic
def agree_alone(request, *, now):
    """Agree for nobody, once a day has passed and there was no second person."""
    request = DATA_REQUEST.ready(request, DataRequestStatus.UNDER_WAY)
    rules.check_second_person(None, None, request.applies_at, now)
    return _carry_on(request, by=None, now=now)


@transaction.atomic
def begin_erasure(request, *, now):
    request = locked(request)
    if request.job_id is None:
        request.job = _start(request, now)
        request.save(update_fields=["job"])


def erase(request, *, now=None):
    """Erase what is held of the person of an agreed request; what is left is its receipt. Call it in a transaction.

    Found anew: what came in since is theirs too.
    """
    now = now or clock.now()
    request = DATA_REQUEST.ready(request, DataRequestStatus.DONE)
    _check_may_go(request.subject, now)
    found = {key: [row for row in rows if row != request] for key, rows in find(request.subject).items()}
    found = {key: rows for key, rows in found.items() if rows}
    erasures.remember(found)
    counts = [
        {"key": one.key, "deleted": one.deleted, "blanked": one.blanked, "kept": one.kept}
        for one in erase_found(found, now)
    ]
    for other in found.get("accounts.datarequest", []):
        _close_with(request, other, now)
    blank = NOBODY | {"asked_by": None}
    return DATA_REQUEST.move(request, DataRequestStatus.DONE, now=now, counts=counts, **blank)


def _close_with(request, other, now):
    """Close what else is open of whom an erasure was about: nothing is left to give or to erase."""
    if other.is_open:
        words = _("Everything was erased with %(ref)s.") % {"ref": request}
        DATA_REQUEST.move(other, DataRequestStatus.WITHDRAWN, now=now, reason=words)


def forget_who_asked(rows, now):
    """Blank whose requests were, and what was written of them; return how many. Staff who entered one stay named."""
    rows.filter(asked_by=F("user")).update(asked_by=None)
    return rows.update(reason="", **NOBODY)


def keep_copy(request, document, *, now=None):
    """Keep the file with a copy of what is held, for a day, and e-mail whoever asked for it themselves."""
    request = DATA_REQUEST.move(request, DataRequestStatus.DONE, now=now, document=document)
    if request.user is not None:
        link = f"{settings.SITE_URL}{reverse('accounts:my_data')}"
        context = {"request": request, "link": link, "service_name": service_name()}
        key = f"accounts.data_copied.{request.pk}"
        send_email("accounts.data_copied", to=request.user.email, context=context, key=key, now=now)
    return request


def handed_over(request, *, now=None):
    """Record that a copy was written at the machine's console, for whoever runs it to hand over."""
    now = now or clock.now()
    request = DATA_REQUEST.move(request, DataRequestStatus.UNDER_WAY, now=now, agreed_at=now)
    return DATA_REQUEST.move(request, DataRequestStatus.DONE, now=now)


def record_handed_over(request, *, by, now=None):
    """Record who fetched the copy of somebody else: they read it under "who looked" (promise 11 of docs/safety.md).

    The entry does not say how staff knew who it was: only staff may read that.
    """
    return audit.record("hand_over_copy", request, by, now=now)


def forget_copy(request):
    """Delete the file of a copy."""
    if request.document is not None:
        document, request.document = request.document, None
        request.save(update_fields=["document"])
        erase_document(document)


def copies_ready_since(moment):
    """Return the requests whose copy has lain ready since a moment, or for longer."""
    return DataRequest.objects.filter(document__created_at__lte=moment)


def forget_copies(rows, now):
    """Delete the copies of some requests; return how many."""
    old = list(rows.select_related("document"))
    for request in old:
        with transaction.atomic():
            forget_copy(request)
    return len(old)


def held_of(request, user):
    """Return what is held of the person of a request, without what is kept from `user`."""
    return as_handed_over(find(request.subject), user)


def lines_of(found, *, for_them=False):
    """Return what is held of somebody: what, how many, what an erasure does, and why something stays.

    `for_them` gives the pages of their copy, and leaves out what only says what the portal or others did with it.
    """
    if for_them:
        lines = [(one, one.told.page, len(rows)) for one, rows in told_of(found)]
    else:
        lines = [(holdings[key], holdings[key].what, len(rows)) for key, rows in found.items()]
    fates = FATES if for_them else {fate: fate.label for fate in Fate}
    return [
        {
            "what": what,
            "n": n,
            "fate": fates[one.fate],
            "grounds": sorted({str(each) for each in one.grounds.values()}),
        }
        for one, what, n in lines
    ]


def lines_of_receipt(request):
    """Return the same of a receipt: what was deleted, blanked and kept."""
    return [{**each, "what": holdings[each["key"]].what} for each in request.counts if each["key"] in holdings]
