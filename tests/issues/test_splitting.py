"""One letter with several matters is split; each matter then follows its own way, and the letter stays one letter."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import AuditEntry
from common import clock, timeline
from common.errors import DomainError, MoveNotAllowed
from common.models import Message
from issues.models import Issue, IssueTurn
from issues.rules import IssueKind, IssueStatus, standing_of_letter, words_not_in
from issues.services.issues import close_issue, decide_hidden_issue, hide_issue, log_issue, record_consents
from issues.services.own_issues import find_issue, withdraw_issue
from issues.services.splitting import split_issue, undo_split
from issues.services.themes import group_issue
from issues.services.words import edit_issue
from tests.factories import accounts, issues, members
from tests.factories.county_lists import found
from tests.filling import parts_of
from tests.issues.pages import said, words
from tests.issues.telling import tell_parents

pytestmark = pytest.mark.django_db
S = IssueStatus
LETTER = "The bus never comes. And the speech therapist left in May, nobody was sent since. The school is good."
BUS, SPEECH = "The bus never comes.", "the speech therapist left in May, nobody was sent since."


def parts(*texts):
    given = texts or (("Bus does not come", BUS), ("No speech therapist", SPEECH))
    own = {"hoped_for": "", "kind": IssueKind.CONCERN, **found({"service_area": "health"})}
    return [{"title": title, "original_text": text, **own} for title, text in given]


def split(*, by=None, now=None, texts=(), **changes):
    """A letter that was split, and its matters; and the secret of the letter."""
    letter, secret = issues.raised(now=now, original_text=LETTER, **changes)
    letter = split_issue(letter, parts=parts(*texts), by=by or accounts.coordinator(), now=now)
    return letter, list(letter.parts.order_by("part_number")), secret


def edited(part, by):
    text = f"Words of {part.title}"
    return edit_issue(part, title=part.title, edited_text=text, version=part.edit_version, reason="None", by=by)


def typed(*texts, number=2):
    given = texts or (("Bus does not come", BUS), ("No speech therapist", SPEECH))
    fields, service = {"number": number, "left_out": LETTER}, found({"service_area": "health"})["service_area"]
    for place, (title, text) in enumerate(given, start=1):
        fields |= {f"title_{place}": title, f"original_text_{place}": text, f"hoped_for_{place}": ""}
        fields |= {f"kind_{place}": "concern", f"service_area_{place}": service.pk}
    return fields


# --- splitting --------------------------------------------------------------------------------------


def test_the_co_ordinator_splits_a_letter_on_a_page_of_its_own(staff):
    letter, _secret = issues.raised(original_text=LETTER)
    address = f"/staff/issues/{letter.reference}/"
    assert "Split into several matters" in words(staff.get(address))
    form = words(staff.get(f"{address}split/"))
    assert form.count(LETTER) == 3
    text = said(staff, staff.post(f"{address}split/", typed()))
    assert "Letter split into 2 matters." in text
    letter.refresh_from_db()
    one, two = letter.parts.order_by("part_number")
    assert (letter.status, letter.original_text, one.original_text) == (S.SPLIT, LETTER, BUS)
    assert [one.status, two.status] == [S.ACKNOWLEDGED] * 2
    assert f"{one.reference}: Bus does not come" in text
    assert f"part 2 of 2 of {letter.reference}" in words(staff.get(f"/staff/issues/{two.reference}/"))
    staff.post(f"{address}split/", typed())
    assert Issue.objects.count() == 3


def test_what_no_matter_holds_is_asked_about_once(staff):
    letter, _secret = issues.raised(original_text=LETTER)
    address = f"/staff/issues/{letter.reference}/split/"
    response = staff.post(address, typed() | {"left_out": ""})
    assert "No matter has this: “The school is good.”" in words(response)
    assert BUS in words(response)
    again = response.context["form"]["left_out"].value()
    assert staff.post(address, typed() | {"left_out": again}).status_code == 302


def test_another_matter_is_asked_for_and_what_was_typed_is_kept(staff):
    letter, _secret = issues.raised(original_text=LETTER)
    address = f"/staff/issues/{letter.reference}/split/"
    page = words(staff.post(address, typed() | {"more": "yes"}))
    assert "Matter 3" in page
    assert SPEECH in page
    assert "Matter 3" not in words(staff.post(address, typed(number=3) | {"fewer": "yes"}))
    assert "Matter 9" not in words(staff.post(address, typed(number=8) | {"more": "yes"}))
    assert Issue.objects.count() == 1


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        ((("Bus", BUS), ("Speech", "The therapist was sacked in May")), "“sacked” is not in the letter at this place"),
        ((("Bus", BUS), ("bus", SPEECH)), "Two matters have this title"),
        ((("Bus", BUS), ("", SPEECH)), "Fill in"),
        ((("Bus", BUS), ("Speech", " ")), "Fill in"),
    ],
)
def test_a_matter_has_words_of_the_letter_and_a_title_of_its_own(staff, texts, message):
    letter, _secret = issues.raised(original_text=LETTER)
    page = staff.post(f"/staff/issues/{letter.reference}/split/", typed(*texts))
    assert message in words(page)
    assert BUS in words(page)
    assert Issue.objects.count() == 1


def test_words_are_left_out_but_not_added_or_moved():
    assert words_not_in(LETTER, "the bus... THE SCHOOL is good") == ""
    assert words_not_in(LETTER, "The school is good. The bus") == "the"


@pytest.mark.parametrize("make", [issues.logged_issue, issues.published_issue])
def test_what_others_read_already_is_not_split(make, staff):
    issue = make()
    address = f"/staff/issues/{issue.reference}/"
    assert "Split into several matters" not in words(staff.get(address))
    assert staff.get(f"{address}split/").status_code == 302
    with pytest.raises(DomainError):
        split_issue(issue, parts=parts(), by=accounts.coordinator())


def test_a_matter_is_not_split_again(coordinator):
    _letter, (one, _two), _secret = split(by=coordinator)
    with pytest.raises(DomainError, match="one matter of a letter"):
        split_issue(one, parts=parts(), by=coordinator)


# --- each its own way, one parent -------------------------------------------------------------------


def test_each_matter_goes_its_own_way_and_the_letter_stands_as_they_do(client, coordinator):
    letter, (one, two), secret = split(by=coordinator)
    log_issue(edited(one, coordinator), by=coordinator)
    said(client, client.post("/issues/track/", {"reference": letter.reference, "secret": secret}))
    page = words(client.get(letter.get_absolute_url()))
    assert f"{one.reference}: Bus does not come Logged" in page
    assert f"{two.reference}: No speech therapist Acknowledged" in page
    assert LETTER in page
    own = words(client.get(two.get_absolute_url()))
    assert f"This is part 2 of 2 of {letter.reference}" in own
    assert SPEECH in own
    log_issue(edited(two, coordinator), by=coordinator)
    for part in (one, two):
        part.refresh_from_db()
        close_issue(part, reason="Done", by=coordinator)
    page = words(client.get(letter.get_absolute_url()))
    assert "Closed It is about several matters, and each is followed by itself." in page


def test_a_matters_own_number_opens_with_the_secret_of_the_letter(client):
    letter, (one, two), secret = split()
    assert find_issue(two.reference, secret) == two
    assert find_issue(two.reference, "") is None
    client.post("/issues/track/", {"reference": two.reference, "secret": secret})
    assert [client.get(issue.get_absolute_url()).status_code for issue in (letter, one, two)] == [200] * 3


@pytest.mark.parametrize(
    ("statuses", "standing"),
    [
        ([S.LOGGED, S.CLOSED], S.SPLIT),
        ([S.RESPONDED, S.CLOSED], S.RESPONDED),
        ([S.RESPONDED, S.WITHDRAWN], S.RESPONDED),
        ([S.CLOSED, S.SIGNPOSTED, S.MERGED], S.CLOSED),
        ([S.WITHDRAWN, S.WITHDRAWN], S.WITHDRAWN),
    ],
)
def test_how_a_letter_stands_follows_from_its_matters(statuses, standing):
    assert standing_of_letter(statuses) == standing


def test_the_public_and_the_group_do_not_read_which_letter_a_matter_is_of(client, sign_in, coordinator):
    letter, (one, _two), _secret = split(by=coordinator)
    log_issue(edited(one, coordinator), by=coordinator)
    member = sign_in(client, members.a_member().person.user)
    page = words(member.get(one.get_absolute_url()))
    assert "part 1 of 2" not in page
    assert letter.reference not in page
    assert member.get(letter.get_absolute_url()).status_code == 404


def test_the_other_matters_of_a_letter_are_no_other_families(coordinator):
    theme = issues.theme()
    _letter, matters, _secret = split(by=coordinator)
    for part in matters:
        log_issue(edited(part, coordinator), theme=theme, by=coordinator)
    one = matters[0]
    assert Issue.objects.saying_the_same_as(one).count_letters() == 0
    other = issues.logged_issue(theme=theme, by=coordinator)
    assert Issue.objects.saying_the_same_as(other).count_letters() == 1


def test_the_parent_is_told_once_of_the_split_and_then_in_one_email_a_day(coordinator):
    letter, (one, two), _secret = split(by=coordinator, contact_email="alex@example.org")
    assert tell_parents() == 1
    body = Message.objects.filter(to="alex@example.org").order_by("pk").last().body_text
    assert f"{one.reference}: Bus does not come" in body
    assert f"{two.reference}: No speech therapist" in body
    assert body.count("/issues/open/") == 1
    for part in (one, two):
        log_issue(edited(part, coordinator), by=coordinator)
    Message.objects.all().delete()
    assert tell_parents() == 1
    message = Message.objects.get(subject__contains="News of")
    assert f"part 2 of 2 of {letter.reference}" in message.body_text


def test_a_parent_without_email_is_rung_once_for_all_matters(staff, coordinator):
    letter, (one, two), _secret = split(by=coordinator, contact_email="", contact_phone="01234 567890")
    for part in (one, two):
        log_issue(edited(part, coordinator), by=coordinator)
    tell_parents()
    assert "1 parent to ring or write to" in words(staff.get("/staff/"))
    page = words(staff.get("/staff/issues/to-tell/"))
    assert letter.reference in page
    assert one.reference not in page
    address = f"/staff/issues/{letter.reference}/tell/"
    text = words(staff.get(address))
    assert f"{two.reference}: No speech therapist" in text
    last = re.search(r'name="last" value="(\d+)"', staff.get(address).content.decode())[1]
    rung = {"how": "telephone", **parts_of(clock.today(), "told_on"), "told_by": "Co Day"}
    said(staff, staff.post(address, {**rung, "last": last}))
    assert not IssueTurn.objects.to_tell().exists()


def test_the_list_of_an_account_shows_the_letter_with_its_matters(client, sign_in):
    parent = accounts.parent()
    letter, (one, two), _secret = split(reporter=parent)
    page = words(sign_in(client, parent).get("/my/issues/"))
    for issue in (letter, one, two):
        assert issue.reference in page


# --- what holds for the whole letter ----------------------------------------------------------------


def test_consents_of_one_matter_are_those_of_the_letter(coordinator):
    letter, (one, two), _secret = split(by=coordinator)
    agreed = {"share_with_group": True, "share_with_agency": False, "may_publish": False}
    record_consents(one, how="rang", by=coordinator, **agreed)
    for issue in (letter, one, two):
        issue.refresh_from_db()
        assert (issue.share_with_agency, issue.may_publish) == (False, False)
    log_issue(edited(two, coordinator), by=coordinator)
    with pytest.raises(DomainError, match="a matter of this letter"):
        record_consents(one, how="rang", by=coordinator, **agreed | {"share_with_group": False})


def test_withdrawing_one_matter_leaves_the_others_and_the_last_one_ends_the_letter(client):
    letter, (one, two), secret = split()
    client.post("/issues/track/", {"reference": one.reference, "secret": secret})
    assert "This withdraws this matter alone." in words(client.get(f"/issues/{one.reference}/withdraw/"))
    client.post(f"/issues/{one.reference}/withdraw/", {"reason": ""})
    letter.refresh_from_db()
    two.refresh_from_db()
    assert (letter.status, two.status) == (S.SPLIT, S.ACKNOWLEDGED)
    withdraw_issue(two)
    letter.refresh_from_db()
    assert letter.status == S.WITHDRAWN


def test_withdrawing_the_letter_withdraws_every_matter_and_takes_back_what_is_over(coordinator):
    letter, (one, two), _secret = split(by=coordinator)
    closed = close_issue(log_issue(edited(two, coordinator), by=coordinator), reason="Done", by=coordinator)
    withdraw_issue(letter)
    one.refresh_from_db()
    closed.refresh_from_db()
    assert (letter.status, one.status, closed.status) == (S.WITHDRAWN, S.WITHDRAWN, S.CLOSED)
    assert (closed.share_with_group, closed.may_publish, closed.is_shared_with_group) == (False, False, False)


def test_out_of_sight_hides_the_whole_letter_and_one_decision_holds_for_all(coordinator, client, sign_in):
    letter, (one, _two), _secret = split(by=coordinator)
    hide_issue(one, reason="A child may not be safe", by=coordinator)
    lead = accounts.safeguarding_lead()
    page = words(sign_in(client, lead).get("/staff/safeguarding/"))
    assert letter.reference in page
    assert one.reference not in page
    rows = Issue.objects.in_sight()
    assert not rows.exists()
    decide_hidden_issue(letter, outcome="back", decision="No worry", by=lead)
    assert rows.count() == 3


def test_what_a_child_wrote_keeps_its_protection_in_every_matter(coordinator):
    _letter, matters, _secret = split(by=coordinator, speaks_as="child", adult_name="Ms Low", adult_contact="0123")
    assert [(part.is_young, part.reporter_id, part.adult_name) for part in matters] == [(True, None, "")] * 2


def test_who_raised_it_is_shown_for_a_matter_and_recorded_with_the_letter(staff, coordinator):
    letter, (one, _two), _secret = split(by=coordinator, contact_name="Alex Rowe")
    page = staff.post(f"/staff/issues/{one.reference}/contact/", {"reason": "To ring them"})
    assert "Alex Rowe" in words(page)
    assert AuditEntry.objects.get(verb="view_contact").object_id == str(letter.pk)


def withdrawn(part, _by):
    return withdraw_issue(part)


def put_into_theme(part, by):
    return group_issue(part, issues.theme(), by=by)


# --- undoing it -------------------------------------------------------------------------------------


def test_a_split_is_undone_while_nothing_was_done_with_the_matters(staff, coordinator):
    letter, _matters, _secret = split(by=coordinator)
    address = f"/staff/issues/{letter.reference}/rejoin/"
    assert "put together again" in said(staff, staff.post(address, {"reason": "It is about one thing."}))
    letter.refresh_from_db()
    assert (letter.status, Issue.objects.count()) == (S.ACKNOWLEDGED, 1)
    tell_parents()
    body = Message.objects.order_by("pk").last().body_text
    assert "It is about one thing." in body
    assert "we follow each by itself" not in body


@pytest.mark.parametrize("done", [edited, withdrawn, put_into_theme])
def test_a_split_stays_once_something_was_done_with_a_matter(done, staff, coordinator):
    letter, (_one, two), _secret = split(by=coordinator)
    done(two, coordinator)
    page = words(staff.get(f"/staff/issues/{letter.reference}/"))
    assert f"Something was done with {two.reference} already" in page
    with pytest.raises(DomainError):
        undo_split(letter, reason="A mistake", by=coordinator)
    assert Issue.objects.count() == 3


def test_a_letter_that_was_split_is_not_logged_itself(coordinator):
    letter, _matters, _secret = split(by=coordinator)
    letter.title, letter.edited_text = "A title", "Words"
    with pytest.raises(MoveNotAllowed):
        log_issue(letter, by=coordinator)


def test_the_page_of_a_part_says_that_its_letter_was_read(coordinator):
    letter, matters, _secret = split(by=coordinator)
    part = Issue.objects.get(pk=matters[0].pk)
    part.is_own = True
    told = [entry.title for entry in timeline.build(part, AnonymousUser())]
    began = f"Followed by itself from now on, as part 1 of 2 of {letter.reference}"
    assert told[:3] == ["You told us", "The co-ordinator read it", began]
    others = [entry.title for entry in timeline.build(Issue.objects.get(pk=part.pk), AnonymousUser())]
    assert others[:2] == ["Somebody told us", "The co-ordinator looked into it"]
