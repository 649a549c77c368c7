"""Who speaks is asked once and only counted; a child or young person has a way of their own."""

import re

import pytest

from accounts.models import RespondentKind
from accounts.services.county_lists import merge_entries, rename_entry
from common import clock
from common.figures import Figures
from common.models import Message
from common.periods import Period
from issues.models import Issue
from reports.wording import who_raised
from tests.factories import accounts, county_lists, issues
from tests.factories.county_lists import entry
from tests.issues.pages import errors, words
from tests.issues.wizard import ANSWERS, fields_of, send, walk

pytestmark = pytest.mark.django_db
YOUNG = "/issues/raise/young/"
OWN = ANSWERS | {
    "contact": {"hear": "yes", "contact_name": "Kit", "contact_email": "kit@example.org", "contact_phone": ""}
}


def raise_by_own_way(client, contact=OWN["contact"]):
    """Start on the page for young people, answer every question, and return the check page."""
    address = client.post(YOUNG).url
    for given in (OWN | {"contact": contact}).values():
        response = client.post(address, given)
        assert response.status_code == 302, errors(response)
        address = response.url
    return client.get(address)


def sent(client, check):
    return client.post("/issues/raise/check/", fields_of(check))


# --- asked once -----------------------------------------------------------------------------------


def test_who_speaks_may_be_left_out(client):
    send(client)
    assert Issue.objects.get().speaks_as is None


def test_who_speaks_is_asked_beside_where_and_checked_before_sending(client):
    page = client.get("/issues/raise/child/")
    for kind in ("Parent or carer", "Child or young person", "Somebody who works with families", "Somebody else"):
        assert kind in words(page)
    answers = ANSWERS | {"child": ANSWERS["child"] | {"speaks_as": "parent"}}
    assert "Who are you? Parent or carer" in words(client.get(walk(client, answers)))
    send(client, answers)
    assert str(Issue.objects.get().speaks_as) == "parent or carer"


def test_it_shows_on_no_page_others_read(client):
    issue = issues.published_issue(speaks_as="worker")
    assert "works with families" not in words(client.get(issue.get_absolute_url()))


def test_the_coordinator_enters_who_spoke_on_the_phone(staff):
    page = words(staff.get("/staff/issues/enter/"))
    assert "Who told us" in page
    assert "They did not say" in page


# --- a young person's own way ---------------------------------------------------------------------


def test_the_first_page_leads_to_the_page_for_young_people(client):
    assert f'href="{YOUNG}"' in client.get("/issues/raise/").content.decode()
    page = words(client.get(YOUNG))
    assert "We do not tell your parents" in page
    assert "somebody else is not safe, we tell a person whose work is to keep children safe" in page


def test_young_people_get_plain_words_and_are_not_asked_again_who_they_are(client):
    address = client.post(YOUNG).url
    seen = []
    for given in OWN.values():
        seen.append(words(client.get(address)))
        address = client.post(address, given).url
    text = " ".join(seen)
    for plain in ("What would make it better?", "How old are you?", "Spelling does not matter.", "An adult you trust"):
        assert plain in text
    assert "Who are you?" not in text
    assert "Do not name your child" not in text


def test_who_chooses_young_person_on_the_ordinary_way_gets_the_plain_words_too(client):
    answers = dict(list(ANSWERS.items())[:3]) | {"child": {"age_group": "11-15", "speaks_as": "child"}}
    assert "Spelling does not matter." in words(client.get(walk(client, answers)))


def test_an_adult_they_trust_is_kept_and_shown_to_whoever_may_see_the_contact(client, staff):
    contact = {"hear": "yes", "adult_name": "Ms Okoro", "adult_contact": "01632 960 555"}
    sent(client, raise_by_own_way(client, contact))
    issue = Issue.objects.get()
    assert (issue.adult_name, issue.adult_contact, issue.is_young) == ("Ms Okoro", "01632 960 555", True)
    page = words(staff.get(f"/staff/issues/{issue.reference}/"))
    assert "A child or young person wrote this." in page
    assert "Okoro" not in page
    shown = words(staff.post(f"/staff/issues/{issue.reference}/contact/", {"reason": "To ring"}))
    assert "An adult they trust Ms Okoro" in shown


def test_nobody_else_is_asked_for_an_adult_and_none_is_kept(client):
    address = walk(client, dict(list(ANSWERS.items())[:6]))
    assert "adult" not in words(client.get(address))
    issue = issues.received_issue(speaks_as="parent", adult_name="Ms Okoro", adult_contact="x@example.org")
    assert (issue.adult_name, issue.adult_contact) == ("", "")


def test_an_anonymous_young_person_leaves_no_adult_either(client):
    contact = {"hear": "no", "adult_name": "Ms Okoro", "adult_contact": "01632 960 555"}
    sent(client, raise_by_own_way(client, contact))
    issue = Issue.objects.get()
    assert (issue.is_young, issue.is_anonymous, issue.adult_contact) == (True, True, "")


def test_a_parents_account_is_neither_used_nor_written_to(client, sign_in):
    parent = accounts.parent()
    sign_in(client, parent)
    address = client.post(YOUNG).url
    for given in dict(list(OWN.items())[:6]).values():
        address = client.post(address, given).url
    assert parent.email not in client.get(address).content.decode()
    refused = client.post(address, {"hear": "yes"})
    assert "Give an e-mail address or a phone number" in errors(refused)
    address = client.post(address, {"hear": "yes", "contact_phone": "01632 960 555"}).url
    sent(client, client.get(address))
    issue = Issue.objects.get()
    assert issue.reporter is None
    assert not Message.objects.filter(to__contains=parent.email).exists()
    assert issue.reference not in words(client.get("/my/issues/"))


def test_the_safeguarding_leads_are_told_at_once_without_a_word_of_it(client):
    lead = accounts.safeguarding_lead()
    sent(client, raise_by_own_way(client))
    issue = Issue.objects.get()
    message = Message.objects.get(to__contains=lead.email)
    assert issue.reference in message.subject
    assert issue.original_text[:12] not in message.body_text
    assert "kit@example.org" not in message.body_text


def test_nobody_is_told_of_a_parents_issue(client):
    lead = accounts.safeguarding_lead()
    send(client, ANSWERS | {"child": ANSWERS["child"] | {"speaks_as": "parent"}})
    assert not Message.objects.filter(to__contains=lead.email).exists()


def test_their_e_mail_does_not_speak_of_their_own_child(client):
    sent(client, raise_by_own_way(client))
    message = Message.objects.get(to__contains="kit@example.org")
    assert "own child" not in message.body_text
    assert "not to your parents" in message.body_text


def test_young_people_are_known_by_whatever_the_county_calls_them(coordinator):
    new = rename_entry(entry(RespondentKind, "child"), name="pupil or student", by=coordinator)
    assert issues.received_issue(speaks_as=new.code).is_young
    merge_entries(new, into=county_lists.somebody_else(), by=coordinator)
    assert not issues.received_issue(speaks_as="other").is_young


def test_an_adult_is_entered_for_a_young_person_only(staff):
    page = staff.get("/staff/issues/enter/").content.decode()
    once = re.search(r'name="once" value="([^"]+)"', page)[1]
    typed = {
        "once": once,
        "channel": "phone",
        "received_on_day": "1",
        "received_on_month": "6",
        "received_on_year": "2026",
        "kind": "concern",
        "service_area": "travel",
        "age_group": "any",
        "original_text": "The bus is late.",
        "adult_name": "Ms Okoro",
    }
    assert "for a child or young person only" in errors(staff.post("/staff/issues/enter/", typed))


# --- figures --------------------------------------------------------------------------------------


def sentence():
    today = clock.today()
    return who_raised(Figures(Period(today, today))["who_raised"])


def raise_some(**kinds):
    for code, number in kinds.items():
        for _number in range(number):
            issues.received_issue(**({} if code == "nobody" else {"speaks_as": code}))


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        ({"nobody": 2}, "Of 2 letters, nobody said who they are."),
        ({"nobody": 2, "parent": 3}, "Of 5 letters, fewer than 10 said who they are."),
        ({"nobody": 1, "parent": 12}, "Of 13 letters, 12 said who they are: parent or carer (12)."),
        ({"parent": 12, "child": 2}, "Of 14 letters, 14 said who they are."),
        (
            {"nobody": 3, "parent": 12, "child": 4, "worker": 6},
            "Of 25 letters, 22 said who they are: parent or carer (12), "
            "child or young person or somebody who works with families (10).",
        ),
    ],
)
def test_a_figure_says_no_more_than_is_known_and_no_small_number(kinds, said):
    raise_some(**kinds)
    assert sentence() == said


def test_issues_are_of_parents_where_all_are_known_to_come_from_parents():
    def are_of_parents(*kinds):
        made = [issues.received_issue(speaks_as=kind).pk for kind in kinds]
        return Issue.objects.filter(pk__in=made).are_of_parents()

    assert are_of_parents("parent", "parent")
    assert not are_of_parents()
    assert not are_of_parents("parent", "worker")
    assert not are_of_parents("parent", None)
