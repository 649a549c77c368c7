"""Agencies and services are followed from the lists of what concerns them; what is published anew is told anew."""

import datetime as dt

import pytest

from accounts.models import ServiceArea
from accounts.services import news
from accounts.services.county_lists import rename_entry
from answers.models import YouSaidEntry
from answers.services.you_said import publish_entry, unpublish_entry
from common import clock, following
from issues.services.words import publish_issue, unpublish_issue
from tests.counting import costs
from tests.factories import accounts, answers, issues
from tests.factories.following import a_follower, news_to, topic
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
ASKED = "/you-said-we-did/answers/"
NOON = clock.at(dt.date(2026, 3, 4), dt.time(12))
LATER = NOON + 2 * clock.DAY


def test_the_address_of_an_agency_leads_to_what_it_was_asked_and_to_following_it(client):
    one = answers.presentation_of(theme=issues.theme("Zebra crossings"), title="Zebra crossings")
    other = answers.presentation_of(theme=issues.theme("Lunch"), agency=accounts.agency("School Meals"))
    page = client.get(following.kinds["agency"].with_keys([str(other.agency_id)])[0].url)
    assert other.reference in words(page)
    assert one.reference not in words(page)
    assert f"Follow {other.agency.name} by e-mail" in words(page)
    assert f"/follow/?what=agency%2F{other.agency.slug}" in page.content.decode()
    assert "by e-mail, or by" not in words(client.get(ASKED))


def test_an_agency_that_was_asked_nothing_yet_has_its_list_and_a_closed_one_is_not_followed(client):
    agency = accounts.agency("School Meals")
    address = f"{ASKED}?agency={agency.slug}"
    assert "No presentations match." in words(client.get(address))
    type(agency).objects.filter(pk=agency.pk).update(is_active=False)
    assert f"Follow {agency.name}" not in words(client.get(address))


def test_the_data_of_the_list_are_those_of_the_agency_it_shows(client):
    one = answers.presentation_of(theme=issues.theme("Zebra crossings"))
    other = answers.presentation_of(theme=issues.theme("Lunch"), agency=accounts.agency("School Meals"))
    page = client.get(f"{ASKED}?agency={other.agency.slug}")
    [address] = {part for part in page.content.decode().split('"') if ".csv" in part and "agency=" in part}
    file = client.get(address.replace("&amp;", "&"))
    text = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert other.reference in text
    assert one.reference not in text


def test_the_list_of_an_agency_takes_no_more_queries_for_more_rows(client):
    agency = answers.an_agency()
    answers.presentation_of(theme=issues.theme("One"), agency=agency)
    addresses = [ASKED, f"{ASKED}?agency={agency.slug}"]
    few = costs(client, addresses)
    for name in ("Two", "Three", "Four"):
        answers.presentation_of(theme=issues.theme(name), agency=agency)
    assert costs(client, addresses) == few


def test_the_list_of_issues_of_a_service_leads_to_following_it(client):
    issue = issues.published_issue(service_area="travel")
    address = following.kinds["area"].with_keys(["travel"])[0].url
    page = client.get(address)
    assert f"Follow {issue.service_area} by e-mail" in words(page)
    assert "/follow/?what=area%2Ftravel" in page.content.decode()
    assert "by e-mail, or by" not in words(client.get("/issues/"))
    assert client.get("/issues/?service=no-such").status_code == 200


def test_the_old_address_of_a_service_leads_to_following_the_one_that_replaced_it(client):
    issues.published_issue(service_area="travel")
    entry = rename_entry(ServiceArea.objects.get(pk="travel"), name="Getting about", by=accounts.administrator())
    page = client.get("/issues/?service=travel")
    assert "Follow Getting about by e-mail" in words(page)
    assert f"/follow/?what=area%2F{entry.pk}" in page.content.decode()


@pytest.mark.parametrize("page", ["/you-said-we-did/", "/reports/"])
def test_pages_of_what_only_everything_tells_lead_to_following_that(page, client):
    answer = client.get(page)
    assert "Follow everything new by e-mail, or by feed : everything new" in words(answer)
    assert "/follow/?what=everything" in answer.content.decode()


def test_the_feed_of_a_page_has_a_name_for_a_screen_reader(client):
    issue = issues.published_issue()
    assert "Follow this by e-mail, or by feed : what is new here" in words(client.get(issue.get_absolute_url()))


def told(follower, now):
    news.tell_at_once(now)
    return "".join(one.body_text for one in news_to(follower))


def test_an_issue_published_anew_on_another_day_is_told_to_whoever_began_to_follow_meanwhile():
    issue, by = issues.published_issue(title="The bus is late", now=NOON), accounts.coordinator()
    first = a_follower(topic("everything"), now=NOON)
    unpublish_issue(issue, by=by, now=NOON)
    publish_issue(issue, by=by, now=NOON)
    assert told(first, NOON) == ""
    unpublish_issue(issue, by=by, now=NOON)
    between = a_follower(topic("everything"), now=NOON + clock.DAY)
    publish_issue(issue, by=by, now=LATER)
    assert "Issue published: The bus is late" in told(between, LATER)
    assert told(between, LATER).count("Issue published") == 1


def test_an_entry_put_back_on_the_board_on_another_day_is_told_anew():
    theme, by = issues.theme("Buses", now=NOON), accounts.coordinator()
    issues.logged_issue(theme=theme, now=NOON)
    answers.post_answer(answers.presentation_of(theme=theme, now=NOON), now=NOON)
    entry = YouSaidEntry.objects.get()
    publish_entry(entry, by=by, now=NOON)
    following.notice(NOON)
    unpublish_entry(entry, "A mistake.", by=by, now=NOON)
    between = a_follower(topic("everything"), now=NOON)
    publish_entry(entry, by=by, now=LATER)
    assert "You said, we did" in told(between, LATER)
