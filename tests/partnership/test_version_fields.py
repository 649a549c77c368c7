"""A version holds every field of the form it is saved from, and a stale save shows each of them in words."""

import pytest
from django.urls import reverse

from answers.forms.answer import AnswerForm
from answers.forms.commitments import EntryForm
from answers.forms.transcripts import TranscriptForm
from answers.models import YouSaidEntry
from answers.services.you_said import save_entry
from common.forms import VersionFormMixin
from common.models import TextVersion
from consultations.forms.staff import EditConsultationForm
from consultations.services.preparing import edit_consultation
from issues.forms.following import WordsForm
from issues.forms.staff import EditForm
from meetings.forms.agenda import ItemEditForm
from meetings.forms.minutes import ResolutionEditForm
from members.services.roles import draft_role_version
from tests.factories import accounts, consultations
from tests.factories import answers as make_answers
from tests.factories import members as make_members
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db

# The forms of several fields with a check for stale edits, and what a version of each holds. A note, a reason or a tick
# that is written in the audit trail or beside the version is no part of the text.
HELD = {
    ItemEditForm: {"title", "kind", "text", "lead", "minutes_planned"},
    EntryForm: {"you_said", "kind", "we_did", "evidence"},
    AnswerForm: {"outcome", "text", "reason", "instead", "done"},
    EditForm: {"title", "edited_text"},
    EditConsultationForm: {
        "title",
        "summary",
        "information",
        "purpose",
        "level",
        "deciding_agency",
        "service_area",
        "decide_on",
        "can_change",
        "cannot_change",
        "opens_on",
        "closes_on",
        "earlier_version",
        "is_significant",
    },
    TranscriptForm: {"letter", "letter_dated_on", "summary"},
}


def forms_with_versions(kind=VersionFormMixin):
    for one in kind.__subclasses__():
        yield one
        yield from forms_with_versions(one)


def lines(page, kind):
    return [line for one, line in page.context["stale"]["lines"] if one == kind]


@pytest.fixture
def staff(client):
    return sign_in(client, accounts.coordinator())


OF_THE_FORM = {"version", "was_draft"}  # what a form says of itself, and no words


@pytest.mark.parametrize("form", HELD)
def test_no_field_was_added_to_a_form_and_left_out_of_its_versions(form):
    assert set(form.base_fields) - OF_THE_FORM == HELD[form]


# A parent's yes or no to a version; and a resolution, whose owner and date are its commitment's: its version holds its
# words, and goes on by one with each of the three.
OF_ANOTHER_KIND = {WordsForm, ResolutionEditForm}


def test_every_other_form_with_versions_has_one_text():
    several = {one for one in forms_with_versions() if len(set(one.base_fields) - {"version"}) > 1}
    others = several - set(HELD) - OF_ANOTHER_KIND
    assert others == set()


def test_a_kind_of_entry_changed_by_someone_else_is_shown(staff):
    make_answers.responded_issue()
    entry = YouSaidEntry.objects.get()
    said = {"you_said": "Buses.", "we_did": "Five more."}
    save_entry(entry, **said, kind="did", evidence="Five buses.", version=0, by=None)
    page = staff.post(reverse("answers:entry_edit", args=[entry.pk]), {**said, "kind": "will", "version": 0})
    assert (len(lines(page, "theirs")), len(lines(page, "mine"))) == (3, 1)  # with the blank line between two texts
    assert lines(page, "theirs")[0].startswith("What came of it: ")
    assert lines(page, "theirs") != lines(page, "mine")
    assert TextVersion.objects.latest("pk").texts["kind"]


def test_dates_and_who_decides_changed_by_someone_else_are_shown(staff):
    draft = consultations.a_draft(deciding_agency=None)
    agency = accounts.agency("Northshire Council")
    page = staff.get(reverse("consultations:consultation_edit", args=[draft.slug]))
    typed = {name: value for name, value in page.context["form"].initial.items() if value is not None}
    edit_consultation(draft, deciding_agency=agency, level="information", version=0, by=None)
    page = staff.post(reverse("consultations:consultation_edit", args=[draft.slug]), typed)
    theirs, mine = lines(page, "theirs"), lines(page, "mine")
    assert "Level of involvement: information" in theirs
    assert "Level of involvement: consultation" in mine
    assert "Who decides: Northshire Council" in theirs
    assert not [line for line in mine if line.startswith("Who decides")]


def test_a_field_an_older_version_did_not_hold_is_not_called_changed(staff):
    draft = consultations.a_draft(summary="Short.")
    edit_consultation(draft, summary="Shorter.", version=0, by=None)
    TextVersion.objects.filter(number=0).update(texts={"title": draft.title, "summary": "Short."})
    parts = dict(staff.get(reverse("consultations:consultation_versions", args=[draft.slug])).context["parts"])
    assert set(parts) == {"Title", "In short"}


def test_a_role_is_still_compared_by_its_one_text(staff):
    role = make_members.a_role_description(text="Come to the meetings.")
    draft_role_version(role, "Come in time.", by=None)
    parts = staff.get(reverse("members:role_description_versions", args=[role.pk])).context["parts"]
    assert parts == [("", [("theirs", "Come to the meetings."), ("mine", "Come in time.")])]
