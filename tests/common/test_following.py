"""The kit of following: pointers and no words, each thing once, feeds of what anybody may read."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from common import clock, following
from common.following import NewsItem, Source, Words, new_for
from common.models import News

DAY = dt.date(2026, 3, 4)


def item(*topics, by=(), told=(), key="x:1"):
    words = Words("Title", "Text", "/")
    return NewsItem(key, DAY, words, frozenset(topics), frozenset(by), frozenset(told))


def test_what_was_new_before_somebody_followed_is_not_told():
    news = [(1, item("a:1")), (2, item("a:1"))]
    assert [number for number, _item, _topics in new_for(news, {"a:1": 1})] == [2]


def test_what_was_told_is_not_told_again_and_what_is_not_followed_not_at_all():
    news = [(1, item("a:1")), (2, item("a:1")), (3, item("b:1"))]
    assert [number for number, _item, _topics in new_for(news, {"a:1": 0}, told={1})] == [2]


def test_what_somebody_did_is_not_told_to_them():
    assert new_for([(1, item("a:1", by=["jo@x.org"]))], {"a:1": 0}, address="jo@x.org") == []
    assert len(new_for([(1, item("a:1", by=["jo@x.org"]))], {"a:1": 0}, address="al@x.org")) == 1


def test_what_another_email_tells_is_told_to_whoever_stopped_that():
    news = [(1, item("a:1", told=[("jo@x.org", "issue:1")]))]
    assert new_for(news, {"a:1": 0}, address="jo@x.org") == []
    assert len(new_for(news, {"a:1": 0}, address="jo@x.org", stopped={"issue:1"})) == 1


def test_one_thing_names_every_followed_thing_it_is_about():
    [(_number, _item, topics)] = new_for([(1, item("a:1", "b:1"))], {"a:1": 0, "b:1": 0, "c:1": 0})
    assert topics == ["a:1", "b:1"]


@pytest.mark.django_db
def test_noticing_twice_keeps_one_pointer_and_no_word():
    from tests.factories import issues

    issue = issues.published_issue(title="The ramp is steep", now=clock.at(DAY, dt.time(12)))
    for _each in (1, 2):
        following.notice(clock.at(DAY, dt.time(12)))
    key = f"issues.published:{issue.pk}:2026-03-04"
    [row] = News.objects.filter(key=key).values()
    assert row == {"id": row["id"], "key": key, "noticed_on": DAY}


@pytest.mark.django_db
@pytest.mark.parametrize("name", list(following.sources))
def test_every_source_asks_what_anybody_may_read_now(name):
    """It reads no row where there is none, and its questions fit its tables, for news and for each of its feeds."""
    source = following.sources[name]
    assert list(source.items(source.since(DAY))) == []
    for kind in source.about:
        assert source.newest(f"{kind}:{'travel' if kind == 'area' else '1'}", 5) == []
    assert list(source.by([1])) == list(source.told([1])) == []


@pytest.mark.parametrize("name", list(following.sources))
def test_every_source_is_about_something_that_can_be_followed(name):
    source = following.sources[name]
    assert set(source.about) <= set(following.kinds)
    assert source.about or source.is_for_all


@pytest.mark.django_db
def test_a_feed_is_atom_and_its_words_are_inert(monkeypatch):
    from issues.models import Issue
    from tests.factories import issues

    issues.published_issue(now=clock.at(DAY, dt.time(12)))
    words = Words(
        "A <script>alert(1)</script> \x0b\ufffe\uffff\ud800 title", "<img src=x onerror=alert(1)>", "/issues/"
    )
    source = Source("issues.published", Issue.objects.published, "published_on", lambda _row: words)
    monkeypatch.setattr("common.following.feeds.sources", {"issues.published": source})
    text = following.feed(following.kinds.find("everything"), "/follow/feeds/everything.atom", service="The group")
    atom = "{http://www.w3.org/2005/Atom}"
    [entry] = ET.fromstring(text).findall(f"{atom}entry")
    assert entry.find(f"{atom}title").text == "A <script>alert(1)</script>     title"
    assert entry.find(f"{atom}title").get("type", "text") == "text"
    assert entry.find(f"{atom}summary").text == "&lt;img src=x onerror=alert(1)&gt;"
    assert entry.find(f"{atom}updated").text == "2026-03-04T00:00:00+00:00"
