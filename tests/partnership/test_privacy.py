"""Personal data, declared: every field that can hold some of it is named, and every row is found for its person."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.test.utils import isolate_apps
from django.utils.translation import gettext_lazy as _

from accounts.models import Agency, User
from common import clock
from common.privacy import Fate, Subject, Whose, follow, found_by, holdings, holds, known_as
from common.retention import rules
from members.models import Membership, Person
from tests.factories import issues as made
from tests.factories import members
from tests.sample_year import AS_OF

TEXTS = (models.CharField, models.TextField, models.JSONField, models.FileField)
PEOPLE = (User, Person)
SOMEBODYS = [holding for holding in holdings.values() if holding.rows]


def can_hold_personal_data(field):
    return (isinstance(field, TEXTS) and not field.choices) or field.related_model in PEOPLE


def undeclared(some_models):
    """Return every model without a declaration, and every field that none of its declarations names."""
    for model in some_models:
        declared = [holding for holding in holdings.values() if holding.model is model]
        if not declared:
            yield model._meta.label
        named = {name for holding in declared for name in holding.parts}
        for field in filter(can_hold_personal_data, model._meta.concrete_fields):
            if field.name not in named:
                yield f"{model._meta.label}.{field.name}"


def test_every_field_that_can_hold_personal_data_is_declared():
    assert list(undeclared(apps.get_models())) == []


@isolate_apps("accounts")
def test_a_model_that_nobody_declared_is_named_with_its_fields():
    class Visitor(models.Model):
        name = models.CharField(max_length=20)
        address = models.EmailField()
        photograph = models.FileField()
        notes = models.JSONField()
        host = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
        agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+")
        kind = models.CharField(max_length=5, choices=Whose)

        class Meta:
            app_label = "accounts"

        def __str__(self):
            return self.name

    personal = ("name", "address", "photograph", "notes", "host")
    assert list(undeclared([Visitor])) == ["accounts.Visitor", *(f"accounts.Visitor.{name}" for name in personal)]


@pytest.mark.parametrize(
    ("declared", "fault"),
    [
        ({"nobody": ["nickname"]}, "has no field nickname"),
        ({"nobody": ["name", "name"]}, "named twice"),
        ({"of": Whose.STAFF, "why": _("why"), "seen_by": _("them")}, "go together"),
        ({"of": Whose.STAFF, "rows": found_by(Agency)}, "why it is kept and who sees it"),
        (
            {
                "of": Whose.STAFF,
                "why": _("why"),
                "seen_by": _("them"),
                "rows": found_by(Agency),
                "identifies": ["escalation_name"],
            },
            "kept without a ground: escalation_name",
        ),
    ],
)
def test_a_declaration_that_does_not_fit_is_refused(declared, fault):
    with pytest.raises(ImproperlyConfigured, match=fault):
        holds(Agency, _("agencies"), name="again", **declared)


def test_every_length_of_time_is_a_rule_of_retention_or_said_in_words():
    named = {holding.rule for holding in holdings.values() if holding.rule}
    assert named - set(rules) == set()
    assert len(named) > 15


def test_what_is_kept_says_on_which_ground_and_what_goes_does_not():
    kept_whole = [one.key for one in SOMEBODYS if one.erased is Fate.KEPT and one.blanked()]
    blanked_nothing = [one.key for one in SOMEBODYS if one.erased is Fate.BLANKED and not one.blanked()]
    deleted_with_ground = [one.key for one in SOMEBODYS if one.erased is Fate.DELETED and one.grounds]
    assert (kept_whole, blanked_nothing, deleted_with_ground) == ([], [], [])


@pytest.mark.django_db
@pytest.mark.usefixtures("rows_without_a_person")
class TestTheRowsOfNobody:
    """Rows without an address or an account are nobody's; a search for nobody must never find them."""

    @pytest.fixture
    def rows_without_a_person(self):
        made.anonymous_issue()
        made.received_issue(contact_email="", contact_phone="01632 960 111")
        members.a_member(has_account=False)

    @pytest.mark.parametrize("holding", SOMEBODYS, ids=lambda holding: holding.key)
    def test_a_search_for_nobody_finds_no_row(self, holding):
        assert list(holding.of_subject(Subject())) == []

    def test_following_nobody_leads_nowhere(self):
        assert follow(Subject()) == Subject()
        assert Subject().with_emails(["", None]) == Subject()


@pytest.fixture(scope="module")
def year(sample_year, django_db_blocker):
    """A copy of the sample year, on the day it is shown on."""
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        yield


@pytest.mark.usefixtures("year")
class TestTheSampleYear:
    @pytest.fixture
    def parent_and_member(self):
        """A member of the group who raised an issue from their own account."""
        seats = Membership.objects.active().filter(person__user__isnull=False)
        person = Person.objects.filter(memberships__in=seats).order_by("pk").first()
        with clock.frozen(AS_OF):
            issue = made.received_issue(reporter=person.user, contact_email=person.user.email, contact_name=person.name)
        yield person, issue
        issue.delete()

    def test_an_address_leads_to_everything_of_one_person(self, parent_and_member):
        person, issue = parent_and_member
        subject = known_as(person.user.email.upper())
        assert subject.keys("accounts.user") == {person.user_id}
        assert subject.keys("members.person") == {person.pk}
        assert subject.keys("issues.issue") == {issue.pk}
        assert subject.shared == frozenset()

    def test_every_declaration_finds_rows_of_this_person_alone(self, parent_and_member):
        person, issue = parent_and_member
        subject = follow(Subject().with_keys("members.person", [person.pk]))
        found = {holding.key: list(holding.of_subject(subject)) for holding in SOMEBODYS}
        assert found["issues.issue"] == [issue]
        assert [one.person for one in found["members.membership"]] == [person]
        assert {one.to for one in found["common.message"]} == {person.user.email}
        assert {one.membership.person for one in found["meetings.attendance"]} == {person}
        assert {one.by for one in found["accounts.auditentry:who did it"]} <= {person.user}

    def test_the_same_rows_are_found_from_the_account_and_from_the_address(self, parent_and_member):
        person, _issue = parent_and_member
        by_account = follow(Subject().with_keys("accounts.user", [person.user_id]))
        assert by_account == follow(Subject().with_emails([person.user.email]))

    def test_no_account_of_the_year_leads_to_another(self):
        for user in User.objects.all():
            subject = follow(Subject().with_keys("accounts.user", [user.pk]))
            assert subject.keys("accounts.user") == {user.pk}
            assert len(subject.keys("members.person")) <= 1
