"""Every letter says who writes it, and how to reach them."""

from pathlib import Path

import pytest
from django.conf import settings

from accounts.services import set_setting
from common.models import Message
from tests.factories import issues

LETTERS = sorted(Path(settings.BASE_DIR, "templates").glob("*/mail/*.txt"))
PARTS = {"signature.txt"}


def test_there_are_letters():
    assert len(LETTERS) > 30


@pytest.mark.parametrize("letter", [one for one in LETTERS if one.name not in PARTS], ids=lambda one: one.stem)
def test_every_letter_is_signed(letter):
    assert letter.read_text().rstrip().endswith(("{% signature %}", "{{ service_name }}"))


@pytest.mark.django_db
def test_a_parent_reads_who_writes_and_how_to_reach_them():
    for name, value in {"service_name": "Northshire Parents", "help_line": "01632 960 111"}.items():
        set_setting(name, value, by=None)
    issues.acknowledged_issue(contact_email="pat@example.org")
    for letter in Message.objects.filter(to="pat@example.org"):
        ending = letter.body_text.rstrip().splitlines()[-3:]
        asks = "Do you want to speak to us? Call 01632 960 111 or write to help@partnership.example.org."
        assert ending == [asks, "", "Northshire Parents"]
