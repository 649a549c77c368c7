"""The paper form asks what the web form asks, and whoever needs it finds it."""

import html

import pytest
from django.urls import reverse

from issues.forms.raising import STEPS
from tests.issues.pages import words

pytestmark = pytest.mark.django_db
PAPER = "/issues/raise/paper/"


def test_every_page_leads_to_it(client):
    header = client.get("/cookies/").content.decode().split("</header>")[0]
    assert f'href="{PAPER}"' in header
    assert f'href="{PAPER}"' in client.get("/issues/raise/").content.decode()


def test_it_asks_every_question_of_the_web_form_with_every_answer_to_choose_from(client):
    text = words(client.get(PAPER))
    for form_class in STEPS.values():
        form = form_class()
        assert str(getattr(form, "title", "")) in text
        for field in form:
            assert str(field.label) in text
            assert str(field.help_text) in text
            assert all(str(choice) in text for value, choice in getattr(field.field, "choices", []) if value)


def test_paper_form_has_no_form_controls(client):
    main = client.get(PAPER).content.decode().split("<main", 1)[1].split("</main>")[0]
    assert "<form" not in main
    assert "<input" not in main


def test_it_prints_the_help_line_of_this_service(client):
    page = html.unescape(client.get(reverse("issues:issue_paper")).content.decode())
    assert "or call 01632 960 000 and we'll tell you where to send it" in page
