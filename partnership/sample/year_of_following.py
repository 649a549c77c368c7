"""Followers in the sample year, what they are told, who stopped, and who has not confirmed yet."""

import datetime as dt

from accounts.models import Addressee, ServiceArea
from accounts.rules import HowOften
from accounts.services import following as services
from accounts.services import news
from common import following
from consultations.models import Consultation
from issues.models import Issue, Theme
from partnership.sample.plan import moment
from partnership.sample.words_people import MAIL

WEEKS = 6


class FollowingYear:
    def __init__(self, cast, as_of):
        self.cast, self.as_of = cast, as_of

    def day(self, before):
        return self.as_of - dt.timedelta(days=before)

    def _follow(self, name, topics, how_often, now):
        request = services.ask_to_follow(email=f"{name}@{MAIL}", topics=topics, how_often=how_often, now=now)
        return services.confirm(request, now=now)

    def begin(self, now):
        """A library follows everything each week, a neighbour the meetings each day, a mother what concerns buses."""
        area = following.kinds["area"].topic_of(ServiceArea.objects.standing_for("travel").pk)
        theme = Theme.objects.filter(pk__in=Issue.objects.published().values("theme")).order_by("pk").first()
        self._follow("library", ["everything:"], HowOften.WEEKLY, now)
        self._follow("neighbour", ["meetings:"], HowOften.DAILY, now)
        self._follow("aisha", [area], HowOften.AT_ONCE, now)
        self._follow("rosa", [f"theme:{theme.pk}", "meetings:"], HowOften.WEEKLY, now)

    def follow_consultation(self, now):
        one = Consultation.objects.opened().order_by("-opened_on", "-pk").first()
        self._follow("club", [f"consultation:{one.pk}"], HowOften.AT_ONCE, now)

    def tell(self, now):
        """What beat does every two minutes and every hour, on the days of the last weeks."""
        news.tell_at_once(now)
        news.tell_digests(now)

    def stop(self, now):
        """The neighbour has read enough of meetings, with one click."""
        neighbour = Addressee.objects.get(email=f"neighbour@{MAIL}")
        services.stop(neighbour, how_often=HowOften.DAILY, now=now)

    def ask(self, now):
        """Somebody asked yesterday and has not confirmed."""
        services.ask_to_follow(email=f"tom@{MAIL}", topics=["everything:"], how_often=HowOften.DAILY, now=now)


def events_of(following_year):
    one = following_year
    yield moment(one.day(7 * WEEKS), 9), one.begin
    yield moment(one.day(18), 9), one.follow_consultation
    for before in range(7 * WEEKS - 1, 0, -1):
        yield moment(one.day(before), 8), one.tell
    yield moment(one.day(5), 20), one.stop
    yield moment(one.day(1), 19), one.ask
