"""Followers, made by asking and confirming as people do."""

import re

from accounts.services.following import ask_to_follow, confirm, request_of
from common import following
from common.models import Message
from tests.factories.numbering import Numbering

numbers = Numbering()


def topic(kind, row=None):
    """Return the topic of one thing, or of a kind that is one thing by itself."""
    return following.kinds[kind].topic_of(row.pk if row else "")


def a_follower(*topics, how_often="at_once", email="", now=None):
    """Somebody who has confirmed that they follow some things."""
    email = email or f"follower{next(numbers)}@example.org"
    return confirm(a_request(*topics, how_often=how_often, email=email, now=now), now=now)


def a_request(*topics, how_often="at_once", email="new@example.org", now=None):
    """What somebody asked to follow; the link is in the e-mail to them."""
    ask_to_follow(email=email, topics=topics, how_often=how_often, now=now)
    return request_of(secret_in(last_to(email)), now=now)


def last_to(email):
    return Message.objects.filter(to=email.lower()).order_by("pk").last()


def secret_in(message):
    """Return the secret of the link in an e-mail that asks to confirm or leads to all somebody gets."""
    return re.search(r"/follow/(?:confirm/)?([\w-]{20})/\s", message.body_text)[1]


def news_to(follower):
    """Return the e-mails of news to a follower, in the order they were written."""
    return list(Message.objects.filter(kind="accounts.news", to=follower.email).order_by("pk"))


def path_of(url):
    """Return the path of an address of the portal."""
    return re.sub(r"^https?://[^/]+", "", url)
