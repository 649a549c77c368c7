"""Every address that hands out a stored file asks the right each time: what is taken away is gone at the next request.

Who gets what is typed by hand, before and after something went. An address that serves a file and has no line fails.
"""

import ast
import datetime as dt
import inspect
import itertools
import textwrap

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from accounts.models import ListFile, User
from accounts.rules import DataRequestKind
from accounts.services import data_requests
from accounts.services.grants import end_role
from answers.services.responses import discard_draft
from answers.services.transcripts import transcribe_response
from common import clock
from common.documents import store_document
from common.erasing import erase_found, find
from common.jobs import run_job
from common.models import Document
from common.redactions import less_is_read
from common.retention import carry_out, rules
from expenses.models import Claim
from involvement.services.versions import stop_offering
from issues.services.issues import hide_issue
from issues.services.own_issues import withdraw_issue
from meetings.rules import MeetingStatus
from meetings.services.agenda import publish_agenda
from meetings.services.papers import remove_paper, replace_paper, withdraw_paper
from meetings.services.private_items import make_private
from reports.remaking import erase_build, redact_report
from tests.factories import accounts, answers, data, expenses, involvement, issues, meetings, members, reports
from tests.factories.issues import keys_of
from tests.mailbox import mail
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 10, 5)
NOBODY = None
ASKER = "asker@example.org"
FILE = b"One, two, three."


@pytest.fixture(autouse=True)
def on_the_day(db):
    with clock.frozen(TODAY):
        yield


# --- what stands there: each returns the row and how its address is filled in


def a_paper(**fields):
    meeting = meetings.a_scheduled_meeting(TODAY + dt.timedelta(days=30))
    row = meetings.a_paper(meetings.an_item(meeting), document=store_document(FILE, name="figures.txt"), **fields)
    return row, {"slug": meeting.slug, "pk": row.pk}


def public_paper(**fields):
    row, kwargs = a_paper(**fields)
    publish_agenda(row.item.meeting, by=NOBODY)
    assert meetings.fresh(row.item.meeting).status == MeetingStatus.AGENDA_PUBLISHED
    return row, kwargs


def paper_for_members():
    return public_paper(is_for_members_only=True)


def version(**fields):
    issue = issues.published_issue()
    made = involvement.a_sent_request(address=issue.get_absolute_url(), file=FILE, **fields)
    return (issue, made.version), {"pk": made.version_id}


def version_for_one():
    return version(is_offered=False)


def version_by_link():
    rows, _kwargs = version()
    return rows, {"secret": mail.outbox[-1].body.split("/other-versions/sent/")[1].split("/")[0]}


def scan():
    presentation = answers.presentation_of(issues.logged_issue())
    letter, dated = store_document(FILE, name="letter.txt"), {"letter_dated_on": presentation.sent_on}
    by = accounts.coordinator()
    row = transcribe_response(presentation, letter=letter, summary="", answers=[], version=0, by=by, **dated)
    return row, {"pk": row.pk}


def annual_report():
    row = reports.a_published_report(words={"foreword": "A child waits."})
    return row, {"slug": row.slug, "variant": "standard"}


def board_report():
    row = reports.a_published_report(kind="board")
    return row, {"slug": row.slug, "variant": "standard"}


def a_build():
    row = reports.a_finished_build()
    return row, {"pk": row.pk, "variant": "standard"}


def a_copy_of_theirs():
    """What somebody asked for about themselves."""
    row = data.a_copy(accounts.parent(ASKER))
    return row, {"reference": row.reference}


def a_copy_for_somebody():
    """What the co-ordinator asked for, for somebody without an account."""
    issue = issues.received_issue()
    asked = {"how_known": "They rang.", "by": accounts.coordinator()}
    row = data_requests.ask_for_somebody(issue.reference, DataRequestKind.COPY, **asked)
    row = data_requests.agree(row, by=accounts.administrator())
    run_job(row.job_id)
    row.refresh_from_db()
    return row, {"reference": row.reference}


def a_file_of_a_list():
    row = data.a_list_file()
    return row, {"pk": row.pk}


def receipt():
    claim = expenses.a_paid_claim()
    return claim, {"pk": claim.lines.get(kind="parking").pk}


# --- what goes: each takes the row, and the person who asks


def nothing(row, user):
    """All is as it was."""


def role(row, user):
    accounts.coordinator(), accounts.board_member()  # so that the last one who can sign in is not meant
    end_role(user.grants.get(), by=NOBODY)


def withdrawn(row, user):
    withdraw_paper(row, "It named a child.", by=NOBODY)


def replaced(row, user):
    text = "It is better now."
    replace_paper(row, "Travel", text=text, urgency_reason="It was wrong", put_back=keys_of("Travel"), by=NOBODY)


def private(row, user):
    make_private(row.item, "other", "One family.", by=accounts.coordinator())


def removed(row, user):
    remove_paper(row, by=NOBODY)


def out_of_sight(row, user):
    hide_issue(row[0], reason="A worry", by=accounts.coordinator())


def taken_back(row, user):
    withdraw_issue(row[0])


def not_offered(row, user):
    stop_offering(row[1], by=accounts.coordinator())


def forgotten(row, user):
    carry_out(rules["involvement.contacts"], clock.now() + dt.timedelta(days=400))


def paid_long_ago(row, user):
    carry_out(rules["expenses.paid"], clock.now() + dt.timedelta(days=8 * 366))


def expired(row, user):
    carry_out(rules["accounts.copies"], clock.now() + dt.timedelta(days=2))


def day_over(row, user):
    ListFile.objects.update(asked_at=clock.now() - dt.timedelta(hours=24))


def taken_back_elsewhere(row, user):
    """Whatever a family takes back may stand in a file: all of them go."""
    withdraw_issue(issues.published_issue())
    assert not ListFile.objects.exists()


def somebody_erased(row, user):
    erase_found(find(data_requests.own_subject(accounts.parent())), clock.now())
    assert not ListFile.objects.exists()


def entry_off(row, user):
    less_is_read(issues.published_issue())
    assert not ListFile.objects.exists()


def discarded(row, user):
    discard_draft(row, by=accounts.coordinator())


def redacted(row, user):
    redact_report(row, ["A child waits"], "It named a child.", by=NOBODY)


def erased(row, user):
    erase_build(row, by=NOBODY)


TABLE = """
    meetings:paper_download       public_paper       anyone       200  nothing       200
    meetings:paper_download       public_paper       anyone       200  withdrawn     410
    meetings:paper_download       public_paper       member       200  withdrawn     410
    meetings:paper_download       public_paper       coordinator  200  withdrawn     200
    meetings:paper_download       public_paper       anyone       200  replaced      410
    meetings:paper_download       public_paper       member       200  replaced      200
    meetings:paper_download       public_paper       anyone       200  private       404
    meetings:paper_download       public_paper       officer      200  private       404
    meetings:paper_download       public_paper       member       200  private       200
    meetings:paper_download       paper_for_members  anyone       404  nothing       404
    meetings:paper_download       paper_for_members  parent       404  nothing       404
    meetings:paper_download       paper_for_members  officer      404  nothing       404
    meetings:paper_download       paper_for_members  member       200  nothing       200
    meetings:paper_download       paper_for_members  member       200  role          404
    meetings:paper_download       paper_for_members  coordinator  200  role          404
    meetings:paper_download       a_paper            anyone       404  nothing       404
    meetings:paper_download       a_paper            coordinator  200  removed       404
    expenses:receipt              receipt            anyone       302  nothing       302
    expenses:receipt              receipt            claimant     200  nothing       200
    expenses:receipt              receipt            claimant     200  paid_long_ago 404
    expenses:receipt              receipt            coordinator  200  role          404
    expenses:receipt              receipt            payer        404  nothing       404
    expenses:receipt              receipt            member       404  nothing       404
    involvement:version_download  version            anyone       200  nothing       200
    involvement:version_download  version            anyone       200  not_offered   404
    involvement:version_download  version            anyone       200  out_of_sight  404
    involvement:version_download  version            coordinator  200  out_of_sight  404
    involvement:version_download  version            anyone       200  taken_back    404
    involvement:version_download  version_for_one    anyone       404  nothing       404
    involvement:sent_open         version_by_link    anyone       200  nothing       200
    involvement:sent_open         version_by_link    anyone       200  not_offered   200
    involvement:sent_open         version_by_link    anyone       200  out_of_sight  404
    involvement:sent_open         version_by_link    anyone       200  taken_back    404
    involvement:sent_open         version_by_link    anyone       200  forgotten     404
    involvement:version_file      version            anyone       302  nothing       302
    involvement:version_file      version            member       403  nothing       403
    involvement:version_file      version            coordinator  200  not_offered   200
    involvement:version_file      version            coordinator  200  role          403
    involvement:version_file      version            coordinator  200  taken_back    404
    answers:response_letter       scan               anyone       302  nothing       302
    answers:response_letter       scan               officer      403  nothing       403
    answers:response_letter       scan               coordinator  200  nothing       200
    answers:response_letter       scan               coordinator  200  role          403
    answers:response_letter       scan               coordinator  200  discarded     404
    reports:report_download       annual_report      anyone       200  nothing       200
    reports:report_download       annual_report      anyone       200  redacted      404
    reports:report_download       board_report       anyone       404  nothing       404
    reports:report_download       board_report       member       404  nothing       404
    reports:report_download       board_report       board        200  nothing       200
    reports:report_download       board_report       board        200  role          404
    reports:build_download        a_build            anyone       302  nothing       302
    reports:build_download        a_build            board        403  nothing       403
    reports:build_download        a_build            coordinator  200  role          403
    reports:build_download        a_build            coordinator  200  erased        404
    accounts:my_data_file         a_copy_of_theirs   asker        200  nothing       200
    accounts:my_data_file         a_copy_of_theirs   asker        200  expired       404
    accounts:my_data_file         a_copy_of_theirs   parent       404  nothing       404
    accounts:list_file_download   a_file_of_a_list   asker_list   200  nothing       200
    accounts:list_file_download   a_file_of_a_list   asker_list   200  role          404
    accounts:list_file_download   a_file_of_a_list   asker_list   200  day_over      404
    accounts:list_file_download   a_file_of_a_list   asker_list   200  taken_back_elsewhere 404
    accounts:list_file_download   a_file_of_a_list   asker_list   200  somebody_erased 404
    accounts:list_file_download   a_file_of_a_list   asker_list   200  entry_off     404
    accounts:list_file_download   a_file_of_a_list   coordinator  404  nothing       404
    accounts:list_file_download   a_file_of_a_list   administrator 404 nothing       404
    accounts:list_file_download   a_file_of_a_list   anyone       302  nothing       302
    accounts:my_data_file         a_copy_of_theirs   coordinator  404  nothing       404
    accounts:data_request_file    a_copy_of_theirs   coordinator  404  nothing       404
    accounts:data_request_file    a_copy_for_somebody coordinator 200  nothing       200
    accounts:data_request_file    a_copy_for_somebody coordinator 200  expired       404
    accounts:data_request_file    a_copy_for_somebody coordinator 200  role          403
    accounts:data_request_file    a_copy_for_somebody member      403  nothing       403
"""
MADE = (
    a_paper,
    public_paper,
    paper_for_members,
    version,
    version_for_one,
    version_by_link,
    scan,
    annual_report,
    board_report,
    a_build,
    a_copy_of_theirs,
    a_copy_for_somebody,
    a_file_of_a_list,
    receipt,
)
GOES = (
    nothing,
    role,
    withdrawn,
    replaced,
    private,
    removed,
    out_of_sight,
    taken_back,
    not_offered,
    forgotten,
    paid_long_ago,
    expired,
    day_over,
    taken_back_elsewhere,
    somebody_erased,
    entry_off,
    discarded,
    redacted,
    erased,
)
BY_NAME = {one.__name__: one for one in (*MADE, *GOES)}
ROWS = [line.split() for line in TABLE.strip().splitlines()]
PEOPLE = {
    "anyone": lambda: NOBODY,
    "parent": accounts.parent,
    "member": lambda: members.a_member().person.user,
    "officer": accounts.officer,
    "board": accounts.board_member,
    "payer": accounts.payer,
    "claimant": lambda: Claim.objects.get().claimant,
    "coordinator": accounts.coordinator,
    "administrator": accounts.administrator,
    "asker_list": lambda: ListFile.objects.get().user,
    "asker": lambda: User.objects.get(email=ASKER),
}


def client_of(user):
    return sign_in(Client(), user) if user else Client()


def ask(client, address, method="get", **headers):
    """Return an answer, its file read to the end, which closes it."""
    answer = getattr(client, method)(address, headers=headers)
    if answer.streaming:
        b"".join(answer)
    return answer


@pytest.mark.parametrize(("name", "made", "who", "before", "goes", "after"), ROWS, ids=lambda cell: cell)
def test_each_download_asks_the_right_each_time(name, made, who, before, goes, after):
    row, kwargs = BY_NAME[made]()
    user = PEOPLE[who]()
    client, address = client_of(user), reverse(name, kwargs=kwargs)
    first = ask(client, address)
    assert first.status_code == int(before)
    if first.status_code == 200:
        assert first["Content-Disposition"].startswith("attachment")
        assert "no-store" in first["Cache-Control"]
        assert first["X-Content-Type-Options"] == "nosniff"
        assert not {"ETag", "Last-Modified", "Accept-Ranges"} & set(first.headers)
    BY_NAME[goes](row, user)
    for method, headers in (
        ("get", {}),
        ("head", {}),
        ("get", {"range": "bytes=0-3"}),
        ("get", {"if-modified-since": "Mon, 05 Oct 2099 09:00:00 GMT", "if-none-match": "*"}),
    ):
        assert ask(client, address, method, **headers).status_code == int(after)


# --- the table is whole


def serving_views():
    """Return {name of the address: view} of all that hands out a stored file."""
    return {name: view for name, view in views(get_resolver()) if calls_serve(view)}


def views(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if not isinstance(entry, URLPattern):
            yield from views(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
        elif hasattr(entry.callback, "view_class"):
            yield f"{prefix}{entry.name}", entry.callback.view_class


def calls_serve(view):
    ours = [one for one in view.__mro__ if one.__module__.split(".")[0] not in {"django", "builtins", "allauth"}]
    trees = (ast.walk(ast.parse(textwrap.dedent(inspect.getsource(one)))) for one in ours)
    calls = (node.func for node in itertools.chain(*trees) if isinstance(node, ast.Call))
    return any(isinstance(call, ast.Name) and call.id == "serve" for call in calls)


def test_every_address_that_serves_a_file_is_in_the_table():
    assert set(serving_views()) == {name for name, *_rest in ROWS}


def test_every_address_is_tried_before_and_after_something_went():
    lost = {name for name, _made, _who, before, _goes, after in ROWS if before == "200" and after in {"403", "404"}}
    assert lost == set(serving_views())


def test_no_address_serves_a_document_by_its_own_id():
    for view in serving_views().values():
        rows = getattr(view, "queryset", None)
        assert getattr(view, "model", None) is not Document
        assert rows is None or rows.model is not Document


def test_a_document_has_no_address_even_for_the_coordinator():
    for _number in range(50):  # so that no row beside it has its number
        store_document(FILE, name="a.txt")
    row, kwargs = public_paper()
    document, client = row.document, client_of(accounts.coordinator())
    assert document.pk != row.pk
    guesses = [
        f"/media/{document.file.name}",
        f"/files/{document.file.name}",
        f"/{document.file.name}",
        f"/static/{document.file.name}",
        f"/documents/{document.pk}/",
        f"/media/{document.pk}",
        reverse("meetings:paper_download", kwargs=kwargs | {"pk": document.pk}),
        reverse("involvement:version_download", kwargs={"pk": document.pk}),
        reverse("involvement:version_file", kwargs={"pk": document.pk}),
        reverse("answers:response_letter", kwargs={"pk": document.pk}),
        reverse("reports:build_download", kwargs={"pk": document.pk, "variant": "standard"}),
    ]
    assert {guess: ask(client, guess).status_code for guess in guesses} == dict.fromkeys(guesses, 404)
