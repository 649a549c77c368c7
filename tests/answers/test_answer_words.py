"""An officer's answer: who it names stays only where it was ticked, and what was saved is not asked about again."""

import pytest
from django.urls import reverse

from tests.factories import accounts, answers, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
NAMED = "We rang the mother of Tobi Achebe."


def test_an_officers_answer_names_nobody_unless_it_was_ticked(client):
    presentation = answers.presentation_of(issues.logged_issue())
    sign_in(client, accounts.officer(presentation.agency))
    address = reverse("answers:answer_write", args=[presentation.reference, 1])
    posted = {"version": 0, "outcome": "agreed", "text": NAMED, "done": "The list is on our website."}
    response = client.post(address, posted)
    assert "Tobi Achebe" in str(response.context["form"].errors)
    assert NAMED in response.content.decode()
    assert client.post(address, posted | {"put_back": ["tobi achebe"]}).status_code == 302
    version = client.get(address).context["form"]["version"].value()
    again = posted | {"version": version, "text": f"{NAMED} Twice."}
    assert client.post(address, again).status_code == 302


def test_a_promise_in_an_answer_is_asked_about_too(client):
    presentation = answers.presentation_of(issues.logged_issue())
    sign_in(client, accounts.officer(presentation.agency))
    address = reverse("answers:answer_write", args=[presentation.reference, 1])
    promise = {"what_1": "Ring Tobi Achebe.", "owner_1": "Head of travel"}
    posted = {"version": 0, "outcome": "agreed", "text": "We will.", **promise}
    assert "Tobi Achebe" in str(client.post(address, posted).context["form"].errors)
