"""E-mails that whoever left an address gets about what they raised, asked or answered, until they stop them."""

from accounts import addresses
from accounts.models import Addressee, EmailStop
from accounts.services.addressees import addressee_of, secret_of
from common import clock
from common.emails import declared, send_email


def topic_of(name, key):
    """Return the topic of the e-mails an e-mail belongs to, about one thing."""
    return f"{declared(name).stops}:{key}"


def stopped_among(email, topics):
    """Return those of some topics whose e-mails an address has stopped."""
    stops = EmailStop.objects.filter(addressee__email=email.lower(), topic__in=list(topics))
    return set(stops.values_list("topic", flat=True))


def who_stopped(topics):
    """Return (address, topic) of whoever stopped the e-mails about one of some things."""
    stops = EmailStop.objects.filter(topic__in=list(topics))
    return set(stops.values_list("addressee__email", "topic"))


def has_stopped(email, topic):
    return bool(email) and topic in stopped_among(email, [topic])


def way_to_stop(email, topics, *, now=None):
    """Return the address that stops e-mails about some things; the reader is remembered for that."""
    addressee = addressee_of(email, now=now)
    if addressee.last_written_on != clock.today(now):
        Addressee.objects.filter(pk=addressee.pk).update(last_written_on=clock.today(now))
    return addresses.stop_emails(secret_of(addressee), topics)


def send_own_email(name, *, to, about, context=None, now=None, **kwargs):
    """Send an e-mail about things (`about`, their keys) that its reader can stop; return its message.

    Nothing is sent, and None returned, where they have stopped the e-mails about all of them. What it then says of the
    others is the caller's to leave out (`stopped_among`).
    """
    topics = [topic_of(name, key) for key in about]
    if stopped_among(to, topics) >= set(topics):
        return None
    stop_url = way_to_stop(to, topics, now=now)
    context = {**(context or {}), "stop_url": stop_url, "all_url": addresses.follow_link_asked()}
    return send_email(name, to=to, context=context, stop_url=stop_url, now=now, **kwargs)
