"""What was said in a consultation is shown in its results without what shows who somebody is."""

import pytest

from accounts.models import AuditEntry
from consultations.models import ConsultationTheme
from issues.models import Theme
from tests.factories import accounts, issues
from tests.factories import consultations as make
from tests.issues.pages import errors, words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
SAID = "We want a bus for Tobi Achebe on Saturdays."


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


@pytest.fixture
def consultation(db):
    return make.a_closed_one()


def post(staff, consultation, **typed):
    if "name" not in typed:
        theme = Theme.objects.first() or issues.theme("Breaks")
        typed["theme"] = theme.pk
    fields = {"theme": "", "name": "", "service_area": "travel", "said": "Buses on Saturdays."}
    return staff.post(f"/staff/consultations/{consultation.slug}/themes/new/", fields | typed)


def test_a_quotation_with_a_name_is_refused_until_it_is_ticked(staff, consultation):
    page = post(staff, consultation, said=SAID)
    assert "Tobi Achebe (name)" in errors(page)
    assert SAID in words(page)
    assert not ConsultationTheme.objects.exists()
    assert post(staff, consultation, said=SAID, put_back=["tobi achebe"]).status_code == 302
    assert ConsultationTheme.objects.get().said == SAID
    assert AuditEntry.objects.get(verb="add_theme").detail["put_back"] == 1


def test_the_name_of_a_new_theme_is_asked_about_too(staff, consultation):
    assert "Tobi Achebe (name)" in errors(post(staff, consultation, name="Taxi for Tobi Achebe"))
    assert not ConsultationTheme.objects.exists()


def test_words_without_a_name_are_saved_at_once(staff, consultation):
    assert post(staff, consultation).status_code == 302
