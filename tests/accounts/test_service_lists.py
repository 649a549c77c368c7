"""The audit trail, the outbox and the work in the background: what the administrator reads is what the file holds."""

import csv
import io
import itertools
import re

import pytest
from django.db import connection

from accounts.files import audit_file
from accounts.models import AuditEntry
from accounts.views.service_lists import AuditList
from common.models import Message
from common.pages import exports, files
from issues.services.issues import hide_issue
from tests.counting import queries
from tests.factories import accounts, data, issues
from tests.factories.consultations import an_open_one, respond
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
LISTS = ("/staff/audit/", "/staff/outbox/", "/staff/jobs/")


@pytest.fixture
def administrator(client):
    return sign_in(client, accounts.administrator())


@pytest.fixture
def done():
    """What families and staff did, and what was worried about."""
    parent = accounts.parent("jo@example.org", name="Jo Marsh")
    respond(an_open_one(), user=parent)
    hide_issue(issues.received_issue(), reason="=A worry", by=accounts.coordinator(name="Moira"))
    data.a_copy(parent)


def rows_of(client, address):
    text = b"".join(client.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def cells_of_page(html):
    body = re.search(r"<tbody.*?</tbody>", html, re.DOTALL)[0]
    rows = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]
    return [[" ".join(re.sub(r"<[^>]+>", "", cell).split()) for cell in row] for row in cells]


@pytest.mark.parametrize("address", LISTS)
def test_the_file_holds_the_rows_of_the_page_in_its_order(administrator, done, address):
    _head, *rows = rows_of(administrator, address)  # which is in the audit trail by the time the page is read
    page = administrator.get(address)
    shown = cells_of_page(page.content.decode())
    assert len(rows) == page.context["paginator"].count
    assert len(shown) == min(len(rows), 25) > 0
    words = [{cell for cell in row if cell and not cell[0].isdigit()} for row in shown]
    for said, row in zip(words, rows, strict=False):
        assert said - {"—", "-", "–"} <= {cell.removeprefix("'") for cell in row}, row


def test_nobody_of_a_family_is_named_beside_what_it_said_and_no_worry_is_told(administrator, done):
    rows = rows_of(administrator, "/staff/audit/")
    [answered] = [row for row in rows if row[3] == "Submit response"]
    assert answered[2] == "Somebody who follows it"
    assert not {"Jo Marsh", "jo@example.org"} & set(answered)
    [hidden] = [row for row in rows if row[3] == "Put issue out of sight"]
    assert (hidden[2], hidden[6]) == ("Moira", "For the safeguarding leads alone")
    assert "A worry" not in str(rows)


def test_an_anonymous_line_has_no_time(administrator):
    respond(an_open_one())
    [row] = [row for row in rows_of(administrator, "/staff/audit/") if row[3] == "Submit response"]
    assert row[1:3] == ["", ""]


def test_the_outbox_says_nothing_of_what_an_email_says_nor_whose_the_address_is(administrator):
    issues.received_issue(contact_email="somebody@example.org")
    message = Message.objects.get(to="somebody@example.org")
    text = str(rows_of(administrator, "/staff/outbox/"))
    assert "s...@example.org" in text
    assert not [part for part in (message.subject, "somebody@", message.body_text[:30]) if part in text]


def test_work_in_the_background_is_listed_with_how_it_ended(administrator):
    made = data.a_copy()
    [row] = [row for row in rows_of(administrator, "/staff/jobs/") if row[0] == "accounts.copy"]
    assert row[1] == made.job.get_state_display()
    assert str(made.pk) not in row[5]


@pytest.mark.skipif(connection.vendor != "postgresql", reason="COPY is PostgreSQL's")
def test_postgresql_copies_the_bytes_that_others_write(done):
    rows = AuditList().narrow(AuditEntry.objects.all())
    rows.model.objects.filter(pk=rows.first().pk).update(object_name="=1+1", reason='a","b\r\n')
    file = audit_file(rows)
    by_hand = itertools.chain([exports.BYTE_ORDER_MARK, files.quoted([file.header])], file._written())
    copied = b"".join(piece.encode() if isinstance(piece, str) else piece for piece in file.csv())
    assert copied.decode() == "".join(by_hand)


@pytest.mark.parametrize("address", LISTS)
def test_ten_times_as_many_rows_cost_the_same_queries(administrator, address):
    def cost(rows):
        for _number in range(rows):
            data.a_copy()
        with queries() as counted:
            rows_of(administrator, address)
        return len(counted)

    cost(1)
    assert cost(1) == cost(9)
