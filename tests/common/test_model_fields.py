"""The words of a choice are looked up alone."""

from django.apps import apps
from django.db import models

from common.apps import is_ours
from common.model_fields import ChoiceField
from issues.models import Issue
from issues.rules import IssueStatus


def test_a_choice_says_its_words():
    assert Issue(status=IssueStatus.SIGNPOSTED).get_status_display() == IssueStatus.SIGNPOSTED.label


def test_what_is_no_choice_is_said_as_it_is():
    assert Issue(status="of another time").get_status_display() == "of another time"


def test_migrations_take_it_for_a_text():
    name, path, _args, kwargs = Issue._meta.get_field("status").deconstruct()
    assert (name, path) == ("status", "django.db.models.CharField")
    assert kwargs["choices"] == IssueStatus.choices


def test_every_choice_of_ours_is_such_a_field():
    ours = [model for config in filter(is_ours, apps.get_app_configs()) for model in config.get_models()]
    choices = [field for model in ours for field in model._meta.local_fields if field.choices and not is_boolean(field)]
    assert len(choices) > 50
    assert [str(field) for field in choices if not isinstance(field, ChoiceField)] == []


def is_boolean(field):
    return isinstance(field, models.BooleanField)
