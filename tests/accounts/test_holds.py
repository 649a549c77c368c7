"""A legal hold stops what would go, at once; ending it waits for a second person (promise 15)."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import AuditEntry, LegalHold
from accounts.services import holds
from common import clock
from common.errors import DomainError
from common.privacy import Subject
from common.retention import carry_out, going, rules
from issues.models import Issue
from issues.services.issues import signpost_issue
from tests.factories import accounts, data, issues
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
RULE = rules["issues.contacts"]
ENDED, LATER = (clock.at(day, dt.time(12)) for day in (dt.date(2026, 3, 2), dt.date(2028, 3, 2)))


def over(email):
    issue = issues.acknowledged_issue(contact_email=email, now=ENDED)
    return signpost_issue(issue, to="The advice line", reason="They help.", by=accounts.coordinator(), now=ENDED)


def test_a_hold_on_a_person_keeps_everything_of_theirs_and_nothing_of_others():
    held, other = over("jo@example.org"), over("sam@example.org")
    data.a_hold("Jo@Example.org")
    told = going(RULE, LATER, LATER)
    assert (told.count, told.held, told.references) == (1, 1, (other.reference,))
    assert carry_out(RULE, LATER) == 1
    assert Issue.objects.get(pk=held.pk).contact_email == "jo@example.org"
    assert Issue.objects.get(pk=other.pk).contact_email == ""


def test_a_hold_on_one_record_keeps_what_belongs_to_the_same_family():
    first, second = over("jo@example.org"), over("jo@example.org")
    hold = data.a_hold(first.reference.lower())
    assert (hold.label, hold.row_reference) == ("issues.issue", first.reference)
    assert holds.held_keys("issues.issue") == {first.pk, second.pk}
    assert carry_out(RULE, LATER) == 0


def test_what_was_held_goes_at_the_next_run_once_the_hold_has_ended():
    over("jo@example.org")
    hold = data.an_ending_hold("jo@example.org")
    assert carry_out(RULE, LATER) == 0
    holds.agree_to_end_hold(hold, by=accounts.administrator())
    assert carry_out(RULE, LATER) == 1


def test_an_erasure_asks_whether_anything_of_a_person_is_held():
    over("jo@example.org")
    jo, sam = (Subject().with_emails([email]) for email in ("jo@example.org", "sam@example.org"))
    assert not holds.is_held(jo)
    data.a_hold("jo@example.org")
    assert holds.is_held(jo)
    assert not holds.is_held(sam)


def test_an_unknown_reference_no_reason_and_a_second_hold_are_refused():
    by = accounts.coordinator()
    for about, reason, words in (
        ("PPS-9999", "A claim.", "Nothing is held under this"),
        ("jo@example.org", " ", "Say why it must be kept"),
    ):
        with pytest.raises(DomainError, match=words):
            holds.place_hold(about, reason=reason, by=by)
    data.a_hold("jo@example.org")
    with pytest.raises(DomainError, match="held already"):
        holds.place_hold("JO@example.org", reason="Again.", by=by)


def test_whoever_asked_to_end_a_hold_cannot_agree_to_it():
    by, other = accounts.coordinator(), accounts.administrator()
    hold = data.an_ending_hold(by=by)
    assert hold.ends_at is None
    with pytest.raises(DomainError, match="Somebody else has to agree"):
        holds.agree_to_end_hold(hold, by=by)
    assert holds.end_due_holds(clock.now() + dt.timedelta(days=30)) == 0
    holds.agree_to_end_hold(hold, by=other)
    assert not LegalHold.objects.standing().exists()
    assert list(AuditEntry.objects.filter(object_type="accounts.legalhold").values_list("verb", flat=True)) == [
        "place_hold",
        "ask_to_end_hold",
        "end_hold",
    ]


def test_where_nobody_else_can_agree_it_ends_after_24_hours():
    by = accounts.coordinator()
    hold = data.a_hold(by=by, now=ENDED)
    holds.ask_to_end_hold(hold, reason="Over.", by=by, now=ENDED)
    assert hold.ends_at == ENDED + dt.timedelta(hours=24)
    assert holds.end_due_holds(ENDED + dt.timedelta(hours=23, minutes=59)) == 0
    assert [holds.end_due_holds(ENDED + dt.timedelta(hours=24)) for _time in (1, 2)] == [1, 0]


def test_nobody_ends_a_hold_alone_where_somebody_else_could_agree_by_the_end_of_the_day():
    by = accounts.coordinator()
    hold = data.a_hold(by=by, now=ENDED)
    holds.ask_to_end_hold(hold, reason="Over.", by=by, now=ENDED)
    accounts.administrator(now=ENDED)
    over_now = ENDED + dt.timedelta(hours=24)
    assert holds.end_due_holds(over_now) == 0
    with pytest.raises(DomainError, match="Somebody else has to agree"):
        holds.agree_to_end_hold(hold, by=by, now=over_now)


def test_who_has_set_no_password_yet_could_agree_too():
    by, other = accounts.coordinator(now=ENDED), accounts.administrator(now=ENDED)
    other.set_unusable_password()
    other.save()
    hold = data.a_hold(by=by, now=ENDED)
    assert holds.ask_to_end_hold(hold, reason="Over.", by=by, now=ENDED).ends_at is None


def test_a_hold_that_somebody_asked_to_end_can_go_on():
    hold = data.an_ending_hold()
    holds.keep_hold(hold, by=accounts.administrator())
    hold.refresh_from_db()
    assert hold.stands
    assert not hold.waits_to_end
    with pytest.raises(DomainError, match="Nobody has asked"):
        holds.agree_to_end_hold(hold, by=accounts.administrator())


def test_the_pages_place_a_hold_ask_and_agree():
    first, second = sign_in(Client(), accounts.coordinator()), sign_in(Client(), accounts.administrator())
    first.post(
        "/staff/data/holds/place/", {"about": issues.received_issue().contact_email, "reason": "A claim.", "once": "k1"}
    )
    hold = LegalHold.objects.get()
    first.post(f"{hold.get_absolute_url()}end/", {"reason": "The claim is over."})
    assert "Agree: end hold" not in first.get(hold.get_absolute_url()).content.decode()
    assert "Agree: end hold" in second.get(hold.get_absolute_url()).content.decode()
    assert "1 legal hold that somebody asked to end" in second.get("/admin/").content.decode()
    second.post(f"{hold.get_absolute_url()}agree/")
    hold.refresh_from_db()
    assert not hold.stands


def test_before_a_hold_is_placed_on_an_address_nobody_is_known_by_the_page_says_so():
    inside = sign_in(Client(), accounts.coordinator())
    sent = {"about": "nobody@example.org", "reason": "A claim.", "once": "k1"}
    page = inside.post("/staff/data/holds/place/", sent).content.decode()
    assert "Nothing is held under this address now." in page
    assert 'value="nobody@example.org"' in page
    assert not LegalHold.objects.exists()
    inside.post("/staff/data/holds/place/", sent | {"is_for_later": "on"})
    assert LegalHold.objects.get().email == "nobody@example.org"


def test_an_ended_hold_loses_its_person_72_months_after_it_ended():
    by, other = accounts.coordinator(now=ENDED), accounts.administrator(now=ENDED)
    standing = data.a_hold("sam@example.org", by=by, now=ENDED)
    for about in ("jo@example.org", over("kim@example.org").reference):
        hold = data.a_hold(about, by=by, now=ENDED)
        holds.ask_to_end_hold(hold, reason="Over.", by=by, now=ENDED)
        holds.agree_to_end_hold(hold, by=other, now=ENDED)
    rule = rules["accounts.holds"]
    assert carry_out(rule, clock.at(dt.date(2032, 3, 1), dt.time(12))) == 0
    assert [carry_out(rule, clock.at(dt.date(2032, 3, 3), dt.time(12))) for _time in (1, 2)] == [2, 0]
    ended = LegalHold.objects.exclude(pk=standing.pk)
    kept = set(ended.values_list("email", "label", "key", "row_reference", "reason", "end_reason"))
    assert kept == {("", "", "", "", "[erased]", "[erased]")}
    assert "No longer kept" in str(sign_in(Client(), by).get(hold.get_absolute_url()).content)
    assert LegalHold.objects.standing().get().email == "sam@example.org"


def test_a_hold_placed_beforehand_keeps_what_comes_later():
    data.a_hold("jo@example.org")
    issue = over("jo@example.org")
    assert holds.held_keys("issues.issue") == {issue.pk}


def test_the_page_says_that_a_hold_ends_by_itself_only_where_nobody_could_agree():
    by = accounts.coordinator()
    hold = data.a_hold(by=by)
    holds.ask_to_end_hold(hold, reason="Over.", by=by)
    inside = sign_in(Client(), accounts.administrator())
    assert "it ends by itself on" in inside.get(hold.get_absolute_url()).content.decode()
    other = data.an_ending_hold("sam@example.org")
    assert "It never ends by itself." in inside.get(other.get_absolute_url()).content.decode()


def test_the_page_of_what_goes_names_no_person():
    over("jo@example.org")
    with clock.frozen(LATER):
        page = sign_in(Client(), accounts.coordinator(now=ENDED)).get("/staff/data/retention/").content.decode()
    assert Issue.objects.get().reference in page
    assert "jo@example.org" not in page
    assert "Alex" not in page


def test_a_hold_leaves_nothing_open_longer_than_it_was_to_be():
    """A copy that lies ready proves nothing, and its person reads until when they can download it."""
    parent = accounts.parent("jo@example.org")
    ready = data.a_copy(parent)
    data.a_hold("jo@example.org")
    rule = rules["accounts.copies"]
    assert carry_out(rule, ready.copy_until - dt.timedelta(minutes=1)) == 0
    assert (going(rule, ready.copy_until, ready.copy_until).held, carry_out(rule, ready.copy_until)) == (0, 1)
