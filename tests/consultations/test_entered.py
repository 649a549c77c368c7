"""Entered responses can be found, and removed until the results are published."""

import pytest

from accounts.models import AuditEntry
from common.errors import DomainError
from consultations.models import Response, ResponseAnswer
from consultations.services.responding import remove_response
from consultations.services.running import start_feedback
from tests.counting import queries
from tests.factories import consultations
from tests.issues.pages import said, words

pytestmark = pytest.mark.django_db


def address(one):
    return f"/staff/consultations/{one.slug}/entered/"


def removal(response):
    return f"/staff/consultations/entered/{response.pk}/remove/"


def test_a_response_entered_twice_can_be_removed(staff, by):
    one = consultations.an_open_one(by=by)
    first, again = (consultations.enter(one, by=by, once=f"sheet {number}") for number in (1, 2))
    sent = consultations.respond(one)
    assert address(one) in staff.get(f"/staff/consultations/{one.slug}/").content.decode()
    page = words(staff.get(address(one)))
    assert page.count("parent or carer, paper or letter, ") == 2
    assert page.count(f"entered by {by.name}") == 2
    assert first.answers.exclude(text="").first().text in page
    assert sent.reference not in page
    assert again.reference not in said(staff, staff.post(removal(again)))
    assert set(one.responses.all()) == {first, sent}
    assert not ResponseAnswer.objects.filter(response=again.pk).exists()
    assert AuditEntry.objects.get(verb="remove_response").object_name == again.reference


def test_a_response_sent_online_cannot_be_removed(staff, by):
    sent = consultations.respond(consultations.an_open_one(by=by))
    assert staff.post(removal(sent)).status_code == 404
    with pytest.raises(DomainError, match="that your team entered"):
        remove_response(sent, by=by)
    assert Response.objects.filter(pk=sent.pk).exists()


def test_responses_cannot_be_removed_once_the_results_are_published(staff, by):
    one = consultations.a_theme(by=by).consultation
    entered = consultations.enter(one, by=by)
    start_feedback(one, by=by)
    assert "Remove" not in words(staff.get(address(one)))
    assert "remove mistakes" not in words(staff.get(f"/staff/consultations/{one.slug}/"))
    assert "so entered responses can no longer be removed." in said(staff, staff.post(removal(entered)))
    assert Response.objects.filter(pk=entered.pk).exists()


def test_the_list_takes_the_same_queries_for_1_row_and_for_5(staff, by):
    one = consultations.an_open_one(by=by)
    counts = []
    for number in range(5):
        consultations.enter(one, by=by, once=f"sheet {number}")
        with queries() as asked:
            staff.get(address(one))
        counts.append(len(asked))
    assert counts[0] == counts[-1]
