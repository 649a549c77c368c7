"""Issues come in from a spreadsheet as if somebody had entered each by hand."""

import datetime as dt

import pytest

from accounts.models import Area, AuditEntry, ImportedRow
from accounts.services.imports.undoing import undo_import
from common.errors import DomainError
from common.models import Message
from issues.models import Issue
from issues.services.issues import acknowledge_issue, hide_issue
from tests.factories import accounts, imports, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
STAYS = "This is being dealt with, so it stays."
HEADINGS = [
    *("Date received", "Channel", "Kind", "Service", "Description", "Name", "E-mail"),
    *("Group can see", "Publish", "About us", "Who"),
]


def row(text, day="1/6/2025", name="", email="", group="", publish="", about="", who="", **given):
    service = given.get("service", "" if about == "yes" else "Short breaks")
    return [day, "letter", "concern", service, text, name, email, group, publish, about, who]


def check(*rows, **given):
    return imports.a_file(*rows, headings=HEADINGS, kind="issues.issues", **given)


def take(*rows, **given):
    return imports.confirmed(check(*rows, **given))


def test_each_row_is_an_issue_with_its_own_consents_and_day_of_receipt():
    one = take(row("The bus never comes.", name="Jo", email="jo@example.org", group="yes"), row("No one rings back."))
    assert one.counts == {"created": 2}
    first, second = Issue.objects.order_by("pk")
    assert (first.received_on, first.channel, first.kind) == (dt.date(2025, 6, 1), "paper", "concern")
    assert (first.share_with_group, first.share_with_agency, first.may_publish) == (True, False, False)
    assert (first.is_anonymous, second.is_anonymous, second.received_at) == (False, True, None)
    assert not first.is_published


def test_parents_are_written_to_only_where_that_was_chosen():
    take(row("The bus never comes.", name="Jo", email="jo@example.org"))
    assert not Message.objects.exists()
    take(row("No one rings back.", name="Jo", email="jo@example.org"), tells=True)
    assert [message.kind for message in Message.objects.all()] == ["issues.received"]


def test_the_safeguarding_leads_are_told_of_a_young_person_all_the_same():
    lead = accounts.safeguarding_lead()
    take(row("I am shouted at.", who="Child or young person"))
    assert [message.to for message in Message.objects.all()] == [lead.email]


def test_the_same_file_again_changes_nothing():
    rows = row("The bus never comes."), row("No one rings back.")
    take(*rows)
    assert check(*rows).counts == {"unchanged": 2}
    assert check(row("the bus  never comes.")).counts == {"unchanged": 1}


def test_an_issue_entered_by_hand_is_not_entered_again():
    issue = issues.received_issue()
    day = f"{issue.received_on:%d/%m/%Y}"
    assert check(row(issue.original_text, day=day)).counts == {"unchanged": 1}


def test_what_is_wrong_is_said_by_column():
    one = check(row("The bus.", service="Bus service of nowhere", day="1/6/2099", group="perhaps"))
    assert sorted(fault.column for fault in one.faults.all()) == [
        "Date it reached us",
        "They agree that the group can see it",
        "Which service",
    ]


def test_undone_the_issues_are_gone_but_for_one_that_was_dealt_with():
    one = take(row("The bus never comes."), row("No one rings back."))
    acknowledge_issue(Issue.objects.order_by("pk")[0], by=None)
    one = undo_import(one, by=one.by)
    assert [issue.original_text for issue in Issue.objects.all()] == ["The bus never comes."]
    assert one.rows.get(number=2).kept_because == STAYS


def test_no_undo_takes_back_what_is_about_the_service_or_out_of_sight_and_none_tells_which():
    one = take(row("The bus never comes."), row("Nobody rings.", about="yes"), row("I am afraid."), row("Too late."))
    acknowledge_issue(Issue.objects.get(original_text="The bus never comes."), by=None)
    hide_issue(Issue.objects.get(original_text="I am afraid."), reason="A child may be at risk.", by=None)
    gone = Issue.objects.get(original_text="Too late.")
    one = undo_import(one, by=one.by)
    assert Issue.objects.count() == 3
    assert set(one.rows.exclude(kept_because="").values_list("number", "kept_because")) == {
        (number, STAYS) for number in (2, 3, 4)
    }
    trail = AuditEntry.objects.filter(verb="remove_imported_issue")
    assert [(entry.object_name, entry.object_id, entry.by) for entry in trail] == [
        (gone.reference, str(gone.pk), one.by)
    ]


def test_only_whoever_imported_issues_may_undo_that(client):
    one, other = take(row("The bus never comes.")), accounts.coordinator()
    with pytest.raises(DomainError, match="Only whoever imported"):
        undo_import(one, by=other)
    client = sign_in(client, other)
    assert "Undo this import" not in client.get(one.get_absolute_url()).content.decode()
    assert client.post(f"{one.get_absolute_url()}undo/").status_code == 404
    assert Issue.objects.exists()
    client = sign_in(client, one.by)
    assert "Undo this import" in client.get(one.get_absolute_url()).content.decode()
    client.post(f"{one.get_absolute_url()}undo/")
    assert not Issue.objects.exists()


def test_the_row_of_an_issue_put_out_of_sight_is_emptied():
    one = take(row("The bus never comes."), row("No one rings back."))
    hide_issue(Issue.objects.order_by("pk")[0], reason="A child may be at risk.", by=None)
    assert [kept.cells == [] for kept in ImportedRow.objects.filter(of=one)] == [True, False]


def test_an_issue_out_of_sight_is_as_unknown_as_none():
    issue = hide_issue(issues.received_issue(), reason="A child may be at risk.", by=None)
    day = f"{issue.received_on:%d/%m/%Y}"
    assert check(row(issue.original_text, day=day)).counts == {"created": 1}


def test_an_issue_about_the_service_is_as_unknown_as_none():
    issue = issues.read_about_us()
    day = f"{issue.received_on:%d/%m/%Y}"
    assert check(row(issue.original_text, day=day, about="yes")).counts == {"created": 1}


def test_a_row_about_the_service_that_was_imported_is_not_imported_again_though_she_does_not_see_it():
    one = take(row("The co-ordinator never rings.", about="yes"))
    assert not Issue.objects.visible_to(one.by).exists()
    assert check(row("The co-ordinator never rings.", about="yes"), by=one.by).counts == {"unchanged": 1}


def test_no_row_tells_of_an_issue_that_another_imported_and_that_is_kept_from_this_person():
    take(row("The co-ordinator never rings.", about="yes"), row("I am afraid."))
    hide_issue(Issue.objects.get(original_text="I am afraid."), reason="A child may be at risk.", by=None)
    again = check(row("The co-ordinator never rings.", about="yes"), row("I am afraid."), by=accounts.coordinator())
    assert again.counts == {"created": 2}


def placed(place, **given):
    return [*row("The bus is late every day.", day="3/3/2026", **given), place]


def test_two_families_who_say_the_same_on_one_day_are_two_issues():
    names = [one.name for one in Area.objects.open()[:2]]
    rows = [placed(place, name=name) for place, name in zip(names, ("Ann Lee", "Bob Ray"), strict=True)]
    given = {"headings": [*HEADINGS, "Area"], "kind": "issues.issues"}
    one = imports.confirmed(imports.a_file(*rows, **given))
    assert one.counts == {"created": 2}
    assert sorted(Issue.objects.values_list("contact_name", flat=True)) == ["Ann Lee", "Bob Ray"]
    assert imports.a_file(*rows, **given).counts == {"unchanged": 2}


def test_a_row_that_stands_in_the_file_twice_is_one_issue_and_the_page_says_of_which_row(client):
    one = check(row("The bus never comes."), row("The bus never comes."))
    assert one.counts == {"created": 1, "unchanged": 1}
    assert "The same as row 2." in sign_in(client, one.by).get(one.get_absolute_url()).content.decode()
