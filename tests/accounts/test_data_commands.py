"""`subject_file` and `erase`, from the machine's console."""

import io
import zipfile

import pytest
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry, DataRequest
from accounts.rules import DataRequestStatus
from tests.factories import accounts, issues

pytestmark = pytest.mark.django_db
KNOWN = "--how-known=They showed their passport."


@pytest.fixture
def issue():
    return issues.received_issue(contact_email="ottoline@example.org", original_text="The bus is late.")


def run(*words):
    printed = io.StringIO()
    call_command(*words, stdout=printed)
    return printed.getvalue()


class TestTheFile:
    def test_it_is_written_with_what_they_said_and_the_request_is_on_record(self, issue, tmp_path):
        path = tmp_path / "copy.zip"
        printed = run("subject_file", "ottoline@example.org", str(path), KNOWN)
        with zipfile.ZipFile(path) as archive:
            assert "The bus is late." in archive.read("issues-you-raised.html").decode()
        request = DataRequest.objects.get()
        assert request.reference in printed
        assert request.status == DataRequestStatus.DONE
        assert AuditEntry.objects.filter(object_id=str(request.pk), verb="answer_data_request").exists()

    def test_nothing_is_overwritten(self, issue, tmp_path):
        path = tmp_path / "copy.zip"
        path.write_text("mine")
        with pytest.raises(CommandError, match="there already"):
            run("subject_file", "ottoline@example.org", str(path), KNOWN)
        assert path.read_text() == "mine"
        assert not DataRequest.objects.exists()

    @pytest.mark.parametrize("who", ["nobody@example.org", "PPS-99999"])
    def test_whoever_is_not_known_is_named(self, who, tmp_path):
        with pytest.raises(CommandError, match="Nothing is held"):
            run("subject_file", who, str(tmp_path / "copy.zip"), KNOWN)
        assert list(tmp_path.iterdir()) == []


class TestErase:
    def test_it_waits_for_a_second_person_and_says_what_would_go(self, issue):
        accounts.coordinator()
        printed = run("erase", issue.reference, KNOWN)
        assert "issues raised: 1 (kept, without what identifies somebody)" in printed
        assert DataRequest.objects.get().status == DataRequestStatus.ASKED
        issue.refresh_from_db()
        assert issue.contact_email == "ottoline@example.org"

    def test_how_it_is_known_to_be_them_is_asked_for(self, issue):
        with pytest.raises(CommandError, match="how-known"):
            run("erase", issue.reference)
