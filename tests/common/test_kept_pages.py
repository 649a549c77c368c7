"""Public pages are kept for whoever reads them alike, and are gone the moment anything they show is written."""

import datetime as dt
import gzip
import threading

import pytest
from django.core.cache import caches
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import resolve, reverse

from accounts.models import User
from accounts.services.settings import set_setting
from common import clock
from common.kept import changes
from common.kept.pages import is_for_all, key_of
from common.models import Change, RateCount
from issues.models import Issue
from issues.services.issues import hide_issue
from tests.counting import queries
from tests.factories import accounts, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db(transaction=True)  # a note belongs to a transaction that ends


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.KEEPS_PAGES = True
    caches["pages"].clear()
    connection.execute_wrappers.append(changes.watch)
    yield
    connection.execute_wrappers.remove(changes.watch)
    caches["pages"].clear()


def is_made_anew(client, address, **headers):
    """Say whether a page asks the database for more than whether anything has changed."""
    with queries() as counted:
        client.get(address, **headers)
    return len(counted) > 1


def test_the_second_reader_is_given_the_page_of_the_first(client):
    issues.published_issue(title="Lighthouse")
    first = client.get("/issues/")
    assert not is_made_anew(Client(), "/issues/")
    again = Client().get("/issues/")
    assert again.content == first.content
    names = ("Content-Length", "Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "ETag", "Vary")
    for name in names:
        assert again[name] == first[name], name


def test_who_has_the_page_already_is_told_so(client):
    first = client.get("/issues/")
    answer = client.get("/issues/", headers={"if-none-match": first["ETag"]})
    assert (answer.status_code, answer.content) == (304, b"")


def test_a_page_is_sent_compressed_and_is_the_same_page(client):
    plain, packed = client.get("/issues/"), client.get("/issues/", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 3
    assert packed["Content-Encoding"] == "gzip"


def test_whoever_is_signed_in_is_given_no_kept_page_and_leaves_none(client):
    parent = sign_in(Client(), accounts.parent())
    own = parent.get("/issues/")
    assert own["Cache-Control"] != "no-cache"
    client.get("/issues/")
    assert "Sign in" not in parent.get("/issues/").content.decode()
    assert "Sign in" in client.get("/issues/").content.decode()


def test_language_and_look_have_pages_of_their_own(client):
    client.get("/issues/")
    dark = Client()
    dark.cookies["display"] = "larger.dark"
    assert "app-colour-dark" in dark.get("/issues/").content.decode()
    assert "app-colour-dark" not in client.get("/issues/").content.decode()


@pytest.mark.parametrize("name", ["issues:issue_raise", "accounts:follow", "search", "health"])
def test_forms_and_what_is_counted_are_never_kept(client, name):
    address = reverse(name)
    first = client.get(address)
    assert "ETag" not in first
    assert not caches["pages"]._cache


def test_a_page_with_a_token_of_somebody_is_not_kept(client):
    client.get(reverse("issues:issue_raise"))  # which gives the cookie
    for address in ("/", "/issues/", "/meetings/", "/consultations/", "/complaints/"):
        page = client.get(address)
        assert ("csrfmiddlewaretoken" in page.content.decode()) <= ("ETag" not in page), address


def test_the_home_page_is_kept_too(client):
    client.get("/")
    assert not is_made_anew(Client(), "/")


def test_a_page_with_a_secret_in_its_address_is_not_kept(rf):
    request, page = rf.get("/members/"), HttpResponse("A page")
    request.resolver_match = resolve("/members/")
    assert is_for_all(request, page)
    request.resolver_match.kwargs["secret"] = "one"
    assert not is_for_all(request, page)


def test_what_was_taken_back_is_gone_from_every_page_at_once(client):
    issue = issues.published_issue(title="The bus of one child")
    for address in ("/", "/issues/", issue.get_absolute_url()):
        assert Client().get(address).status_code == 200
    hide_issue(issue, reason="A child is named", by=accounts.coordinator())
    assert client.get(issue.get_absolute_url()).status_code == 404
    for address in ("/", "/issues/"):
        assert "of one child" not in client.get(address).content.decode()


def test_a_setting_shows_at_once_in_every_page(client):
    client.get("/cookies/")
    set_setting("help_line", "01632 960 555", by=accounts.administrator())
    assert "01632 960 555" in client.get("/contact/").content.decode()
    assert "01632 960 555" in client.get("/cookies/").content.decode()


def test_whatever_way_a_row_is_written_it_is_noted():
    issue = issues.published_issue()
    ways = (
        lambda: Issue.objects.filter(pk=issue.pk).update(title="Other"),
        lambda: issue.save(update_fields=["title"]),
        lambda: Issue.objects.bulk_update([issue], ["title"]),
        lambda: connection.cursor().execute("DELETE FROM issues_issue WHERE id = %s", [0]),
    )
    for write in ways:
        before = changes.state()
        with transaction.atomic():
            write()
        assert changes.state() != before


def test_a_change_is_noted_once_for_a_transaction():
    issue = issues.published_issue()
    before = Change.objects.count()
    with transaction.atomic():
        for title in "abc":
            Issue.objects.filter(pk=issue.pk).update(title=title)
    assert Change.objects.count() == before + 1


def test_what_was_rolled_back_is_noted_again_when_it_happens():
    issue = issues.published_issue()
    with transaction.atomic():
        with transaction.atomic():
            Issue.objects.filter(pk=issue.pk).update(title="gone")
            transaction.set_rollback(True)
        before = changes.state()
        Issue.objects.filter(pk=issue.pk).update(title="here")
    assert changes.state() != before


def test_what_no_page_shows_lets_pages_be():
    before = changes.state()
    RateCount.objects.create(scope="x", subject="y", counted_on=clock.today(), count=1)
    assert changes.state() == before


def test_unseen_tables_are_tables_of_ours():
    assert set(connection.introspection.table_names()) >= changes.UNSEEN


def test_old_notes_go_and_no_state_comes_twice():
    seen = set()
    for number in range(3 * changes.KEPT):
        changes.note(connection)
        state = changes.state()
        assert state not in seen
        seen.add(state)
        if number % 40 == 39:
            changes.forget_old()
    changes.forget_old()
    assert Change.objects.count() == changes.KEPT


def test_a_transaction_that_ends_after_its_note_would_have_gone_brings_no_state_back():
    late = changes.Change(pk=10_000)
    for number in range(2 * changes.KEPT):
        Change.objects.create(pk=late.pk + 1 + number)
    changes.forget_old()
    before = changes.state()
    late.save(force_insert=True)
    changes.forget_old()
    assert changes.state() != before


def test_a_write_whose_note_fails_is_not_made(monkeypatch):
    issue = issues.published_issue(title="The bus of one child")

    def fail(_connection):
        raise OperationalError("database is locked")

    monkeypatch.setattr(changes, "note", fail)
    with pytest.raises(OperationalError):
        Issue.objects.filter(pk=issue.pk).update(title="Other")
    issue.refresh_from_db()
    assert issue.title == "The bus of one child"


def test_a_row_that_is_made_outside_of_a_transaction_is_there_with_its_note():
    before = Change.objects.count()
    user = User.objects.create(email="other@example.org")
    assert user.pk == User.objects.get(email="other@example.org").pk
    assert Change.objects.count() == before + 1


def test_the_page_of_the_record_rests_on_e_mails_and_is_not_kept(client):
    client.get("/record/")
    assert is_made_anew(client, "/record/")


def test_the_day_is_part_of_what_is_kept(client, rf):
    request = rf.get("/issues/")
    with clock.frozen(dt.date(2026, 3, 4)):
        today = key_of(request)
    with clock.frozen(dt.date(2026, 3, 5)):
        assert key_of(request) != today


def test_a_setting_of_the_installation_turns_it_off(client, settings):
    settings.KEEPS_PAGES = False
    assert "ETag" not in client.get("/issues/")


@pytest.mark.services  # SQLite has no connection that can be lost
def test_a_connection_that_was_lost_is_opened_again_for_the_next_reader(client, settings):
    issues.published_issue(title="Lighthouse")
    client.get("/issues/")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (lost,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [lost])
    other.close()
    connection.health_check_enabled = True
    assert "Lighthouse" in Client().get("/issues/?page=1").content.decode()


@pytest.mark.services  # SQLite's tests share one connection
def test_twenty_readers_are_given_nothing_that_was_taken_back_before_they_asked():
    issue = issues.published_issue(title="The bus of one child")
    moira = accounts.coordinator()
    gone, begun, seen = threading.Event(), threading.Barrier(21), []

    def read():
        begun.wait()
        left = 3  # times after it is gone
        while left:
            is_gone = gone.is_set()
            page = Client().get("/issues/").content.decode()
            seen.append((is_gone, "of one child" in page))
            left -= is_gone
        connection.close()

    readers = [threading.Thread(target=read) for _each in range(20)]
    for reader in readers:
        reader.start()
    begun.wait()
    hide_issue(issue, reason="A child is named", by=moira)
    gone.set()
    for reader in readers:
        reader.join()
    assert (True, True) not in seen
    assert len([one for one in seen if one == (True, False)]) == 60
