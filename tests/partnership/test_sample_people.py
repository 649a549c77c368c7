"""`manage.py sample_people`: what `./run` says about who to sign in as."""

import io

import pytest
from django.core.management import call_command

from tests.factories import accounts as factory

pytestmark = pytest.mark.django_db


def told():
    out = io.StringIO()
    call_command("sample_people", stdout=out)
    return out.getvalue().splitlines()


def test_people_are_told_by_role_and_parents_last():
    factory.parent(name="Rosa Lindqvist")
    factory.coordinator(name="Ben Harrowgate")
    assert [line.split() for line in told()] == [
        ["co-ordinator:", "Ben", "Harrowgate"],
        ["parent:", "Rosa", "Lindqvist"],
    ]


def test_an_officer_is_told_with_the_agency():
    officer = factory.officer(name="Colin Strand")
    agency = officer.grants.get().agency
    assert f"Colin Strand, {agency}" in told()[0]


def test_two_of_a_role_are_enough():
    for name in ("Ann", "Bea", "Cleo"):
        factory.coordinator(name=name)
    assert told()[0].endswith("Ann; Bea")
