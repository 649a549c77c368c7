"""Following without an account: asked, confirmed by e-mail, changed and stopped by a secret."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import addresses
from accounts.models import Addressee, EmailStop, Following, FollowRequest
from accounts.rules import CONFIRM_DAYS, DIGESTS, MOST_FOLLOWED_AT_ONCE, HowOften
from accounts.services import news
from accounts.services.addressees import addressee_of, new_link
from accounts.services.settings import service_name
from common import clock, following, limits
from common.emails import send_email
from common.errors import DomainError
from common.references import hash_secret, new_secret

# So many e-mails a day does one address get because somebody typed it.
ASKED_A_DAY = 5


def may_write_to(email, *, what="follow_email", now=None):
    """Count one more e-mail to an address that somebody typed; say whether it may be sent.

    Links are counted by themselves (`what`): a stranger who asks to follow keeps nobody from theirs.
    """
    return limits.count(f"accounts.{what}", email.lower(), ASKED_A_DAY, clock.DAY, now=now)


@transaction.atomic
def ask_to_follow(*, email, topics, how_often, now=None):
    """Write to an address so that its owner confirms what somebody wants to follow; known or not, it is the same.

    Raises DomainError where nothing is chosen, or what anybody may not read.
    """
    topics = list(dict.fromkeys(topics))
    if not topics:
        raise DomainError(_("Choose what you want to follow."), field="topics")
    if len(topics) > MOST_FOLLOWED_AT_ONCE:
        raise DomainError(_("This is too much at once. Choose “Everything new”, or less."), field="topics")
    visible = following.kinds.visible(topics)
    if set(topics) - visible.keys():
        raise DomainError(_("We cannot find something you chose. Choose again."), field="topics")
    secret, today = new_secret(), clock.today(now)
    request = FollowRequest.objects.create(
        email=email.lower(),
        topics=topics,
        how_often=how_often,
        secret_hash=hash_secret(secret),
        expires_on=today + CONFIRM_DAYS * clock.DAY,
    )
    context = {
        "service_name": service_name(),
        "link": addresses.follow_confirm(secret),
        "titles": [visible[topic].title for topic in topics],
        "how_often": HowOften(how_often).label,
        "last_day": request.expires_on,
    }
    send_email("accounts.follow_confirm", to=request.email, context=context, now=now)
    return request


def request_of(secret, *, now=None):
    """Return what a link in an e-mail confirms, or None where there is none or its days are over."""
    found = FollowRequest.objects.filter(secret_hash=hash_secret(secret), expires_on__gte=clock.today(now))
    return found.first()


@transaction.atomic
def confirm(request, *, now=None):
    """Begin to follow what was asked for, from now on, and forget the request; return whose it is.

    What they follow already goes on, as often as they now said.
    """
    request = FollowRequest.objects.select_for_update().filter(pk=request.pk).first()
    if request is None:
        raise DomainError(_("This has been confirmed already."))
    addressee = addressee_of(request.email, now=now)
    _count_digests_from(addressee, [request.how_often], now)
    following.notice(now)
    after, today = following.latest(), clock.today(now)
    for topic in request.topics:
        row = {"how_often": request.how_often}
        first = row | {"after": after, "since_on": today}
        Following.objects.update_or_create(addressee=addressee, topic=topic, defaults=row, create_defaults=first)
    request.delete()
    return addressee


def _count_digests_from(addressee, wanted, now):
    """The first daily e-mail comes tomorrow, the first weekly one next Monday: also of who had none for a while."""
    fields = [DIGESTS[how_often] for how_often in DIGESTS.keys() & set(wanted)]
    had = set(addressee.followings.values_list("how_often", flat=True))
    for how_often in DIGESTS.keys() & set(wanted) - had:
        setattr(addressee, DIGESTS[how_often], clock.today(now))
    addressee.save(update_fields=fields)


@transaction.atomic
def change_how_often(addressee, how_often, *, now=None):
    """Change how often somebody is told: {key of what they follow: how often}; return whether anything changed.

    What is not theirs is left alone.
    """
    _count_digests_from(addressee, how_often.values(), now)
    is_changed = False
    for row in addressee.followings.select_for_update():
        wanted = how_often.get(row.pk, row.how_often)
        if wanted != row.how_often:
            row.how_often, is_changed = HowOften(wanted), True
            row.save(update_fields=["how_often"])
    return is_changed


@transaction.atomic
def stop(addressee, *, topics=(), how_often="", emails=(), now=None):
    """Stop what somebody follows, by its topics or all they are told so often, and e-mails by their topics.

    News that waits to be sent is taken back, and what they still follow told anew. Returns the topics of what they
    followed until now, and of the e-mails they get no more.
    """
    gone = followed_among(addressee, topics, how_often)
    stopped = list(gone.values_list("topic", flat=True))
    gone.delete()
    news.take_back_from(addressee, now)
    today = clock.today(now)
    stops = [EmailStop(addressee=addressee, topic=topic, stopped_on=today) for topic in dict.fromkeys(emails)]
    EmailStop.objects.bulk_create(stops, ignore_conflicts=True)
    return stopped, [row.topic for row in stops]


def followed_among(addressee, topics, how_often=""):
    """Return what somebody follows of some things, and all they are told so often."""
    return addressee.followings.filter(Q(topic__in=topics) | Q(how_often=how_often or None))


@transaction.atomic
def stop_all(addressee, *, now=None):
    """Stop everything somebody follows, and the e-mails about all they have raised, asked or answered until now."""
    emails = [topic for _kind, topic, _title in following.own_emails.of(addressee.email)]
    followed = list(addressee.followings.values_list("topic", flat=True))
    return stop(addressee, topics=followed, emails=emails, now=now)


def send_again(addressee, topic):
    """Take back that the e-mails about one thing were stopped."""
    addressee.stops.filter(topic=topic).delete()


@transaction.atomic
def send_link(email, *, now=None):
    """E-mail an address the link to all it gets from us; the same whether it gets anything or not."""
    addressee = addressee_of(email, now=now)
    context = {"service_name": service_name(), "link": addresses.follow_all(new_link(addressee, now=now))}
    Addressee.objects.filter(pk=addressee.pk).update(last_written_on=clock.today(now))
    return send_email("accounts.follow_link", to=addressee.email, context=context, urgent=True, now=now)
