"""Tells followers what is new: in batches, each thing once, as anybody may read it at that moment."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, Q

from accounts import addresses
from accounts.models import Addressee, EmailStop, Following, Told
from accounts.rules import DIGESTS, HowOften, digest_day
from accounts.services.addressees import secret_of
from accounts.services.settings import remembered_settings
from common import clock, following, outbox
from common.emails import render_email
from common.following import news as noticed
from common.models import Message
from common.rules import MessageState

NAME = "accounts.news"
BATCH = 200
# The most that one e-mail lists; the rest is on the pages it links to.
LISTED = 50


def tell_at_once(now=None):
    """Tell whoever wants to know at once; return how many e-mails were written. Safe to run twice at once."""
    now = now or clock.now()
    take_back_stale(now)
    return _tell(HowOften.AT_ONCE, now)


def tell_digests(now=None):
    """Write the daily and the weekly e-mails that are due; return how many. Each is written once a day, or a week."""
    now = now or clock.now()
    return sum(_tell(how_often, now) for how_often in DIGESTS)


def _tell(how_often, now):
    due = _due(how_often, now)
    if not due.exists():
        return 0
    news = following.news_since(noticed.first_day(now), now)
    topics = {topic for _number, item in news for topic in item.topics}
    written = 0
    with remembered_settings():
        shown = following.kinds.visible(topics)
        concerned = Following.objects.filter(how_often=how_often, topic__in=shown.keys())
        waiting = due.filter(pk__in=concerned.values("addressee")).order_by("pk")
        last = 0
        while keys := list(waiting.filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
            written += _tell_batch(keys, how_often, news, shown, now)
            last = keys[-1]
    if field := DIGESTS.get(how_often):
        due.update(**{field: clock.today(now)})
    return written


def _due(how_often, now):
    """Return those who follow something so often, and whose digest of this day or week is not written yet."""
    rows = Addressee.objects.filter(pk__in=Following.objects.filter(how_often=how_often).values("addressee"))
    if field := DIGESTS.get(how_often):
        day = digest_day(how_often, clock.london(now))
        rows = rows.filter(Q(**{f"{field}__lt": day}) | Q(**{field: None}))
    return rows


@transaction.atomic
def _tell_batch(keys, how_often, news, shown, now):
    """Write to some readers; what was told, and that it was, is kept in the same transaction as the e-mails."""
    readers = list(_due(how_often, now).filter(pk__in=keys).select_for_update().order_by("pk"))
    followed, told, stopped = _of_readers(readers, how_often, news)
    messages, rows = [], []
    for reader in readers:
        mine = followed[reader.pk]
        after = {topic: number for topic, number in mine.items() if topic in shown}
        found = following.new_for(news, after, told=told[reader.pk], address=reader.email, stopped=stopped[reader.pk])
        if found:
            key = f"{NAME}.{how_often}.{reader.pk}.{found[-1][0]}.{len(found)}"
            messages.append(_message(reader, found, mine, shown, how_often, key))
            rows += [Told(addressee=reader, news_id=number, message_key=key) for number, _item, _topics in found]
    outbox.write_all(messages, now)
    Told.objects.bulk_create(rows)
    today, field = clock.today(now), DIGESTS.get(how_often)
    if field:
        Addressee.objects.filter(pk__in=keys).update(**{field: today})
    Addressee.objects.filter(pk__in={row.addressee_id for row in rows}).update(last_written_on=today)
    return len(messages)


def _of_readers(readers, how_often, news):
    """Return what each of some readers follows, was told of this news, and has stopped; one query for each."""
    followed, told, stopped = defaultdict(dict), defaultdict(set), defaultdict(set)
    for row in Following.objects.filter(addressee__in=readers, how_often=how_often):
        followed[row.addressee_id][row.topic] = row.after
    since = news[0][0] if news else 0
    rows = Told.objects.filter(addressee__in=readers, news__gte=since)
    for reader, number in rows.values_list("addressee", "news"):
        told[reader].add(number)
    for reader, topic in EmailStop.objects.filter(addressee__in=readers).values_list("addressee", "topic"):
        stopped[reader].add(topic)
    return followed, told, stopped


def _message(reader, found, mine, shown, how_often, key):
    """Write an e-mail; one click stops what it is about, or all that the digest comes for (`mine`)."""
    because = list(dict.fromkeys(topic for _number, _item, topics in found for topic in topics))
    secret = secret_of(reader)
    stop_url = addresses.stop_following(secret, mine if how_often in DIGESTS else because, how_often)
    context = {
        "news": [
            {"words": item.words, "link": addresses.whole(item.words.url)} for _number, item, _topics in found[:LISTED]
        ],
        "more": max(0, len(found) - LISTED),
        "first": found[0][1].words,
        "count": len(found),
        "others": len(found) - 1,
        "is_daily": how_often == HowOften.DAILY,
        "is_weekly": how_often == HowOften.WEEKLY,
        "because": [shown[topic].title for topic in because],
        "stop_url": stop_url,
        "all_url": addresses.follow_all(secret),
    }
    subject, text = render_email(NAME, context)
    return Message(kind=NAME, to=reader.email, subject=subject, body_text=text, key=key, stop_url=stop_url)


@transaction.atomic
def take_back_stale(now=None):
    """Take back e-mails still waiting to be sent of which something may not be read any more, or reads otherwise.

    What else they say is told anew by the next ones.
    """
    return _take_back_those_not_so(_waiting(now or clock.now()).only("key", "body_text"))


@transaction.atomic
def look_again(messages, now=None):
    """Take back those of some e-mails, about to be sent, that are not so any more; return their keys."""
    of_news = {message.key: message.pk for message in messages if message.kind == NAME}
    if not of_news:
        return ()
    _take_back_those_not_so([message for message in messages if message.key in of_news])
    left = Message.objects.filter(pk__in=of_news.values()).values_list("pk", flat=True)
    return set(of_news.values()) - set(left)


def _waiting(now):
    """Return the e-mails of news that nobody is sending just now."""
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    return Message.objects.filter(free, kind=NAME, state=MessageState.WAITING)


def _take_back_those_not_so(messages):
    messages = list(messages)
    told = defaultdict(list)
    for start in range(0, len(messages), BATCH):
        keys = [message.key for message in messages[start : start + BATCH]]
        for key, news in Told.objects.filter(message_key__in=keys).values_list("message_key", "news__key"):
            told[key].append(news)
    readable = following.readable({news for keys in told.values() for news in keys})
    stale = [
        message.key for message in messages if not _is_so(message, [readable.get(news) for news in told[message.key]])
    ]
    return _take_back(Message.objects.filter(key__in=stale)) if stale else 0


def _is_so(message, told):
    """Say whether everything an e-mail tells may still be read, in the words it has; a long one does not list all."""
    if None in told or len(told) > LISTED:
        return None not in told
    said = _in_one_line(message.body_text)
    return all(_in_one_line(words.title) in said and _in_one_line(words.text) in said for words in told)


def _in_one_line(text):
    return " ".join(str(text).split())


@transaction.atomic
def take_back_unsent(now=None):
    """Take back every e-mail of news that is still waiting; what may still be read is told anew by the next ones."""
    return _take_back(_waiting(now or clock.now()))


@transaction.atomic
def take_back_from(addressee, now=None):
    """Take back what waits for one reader, who has just stopped something; the rest is told anew."""
    return _take_back(_waiting(now or clock.now()).filter(to=addressee.email))


def _take_back(messages):
    keys = list(messages.select_for_update().values_list("key", flat=True))
    if not keys:
        return 0
    told = Told.objects.filter(message_key__in=keys)
    for how_often, field in DIGESTS.items():
        own = told.filter(message_key__startswith=f"{NAME}.{how_often}.").values_list("addressee", flat=True)
        Addressee.objects.filter(pk__in=list(own.distinct())).update(**{field: F("since_on")})
    told.delete()
    Message.objects.filter(key__in=keys).delete()
    return len(keys)
