"""What the co-ordinator is offered and told: every step offered can be taken, and every word said is true."""

import datetime as dt

import pytest

from answers.models import Presentation
from answers.services.commitments import finish_commitment, make_commitment
from common import clock
from common.errors import DomainError
from common.models import Message
from issues.messages import said_to_parent
from issues.next_steps import steps_of_issue
from issues.services.issues import (
    acknowledge_issue,
    close_issue,
    log_issue,
    merge_issue,
    separate_issue,
    signpost_issue,
)
from issues.services.own_issues import withdraw_issue
from issues.services.themes import group_issue
from tests.counting import queries
from tests.factories import accounts, answers, issues
from tests.filling import save
from tests.issues.pages import errors, hidden, links, said, words
from tests.issues.telling import tell_parents
from tests.signing_in import sign_in as sign_in_as
from tests.steps import take_or_be_refused

pytestmark = pytest.mark.django_db
D = dt.date
NEW = "/staff/presentations/new/"


def at(month, day):
    return dt.datetime(2026, month, day, 11, tzinfo=dt.UTC)


def address(issue, step=""):
    return f"/staff/issues/{issue.reference}/{step}"


def withdrawn_issue():
    return withdraw_issue(issues.logged_issue())


def merged_issue():
    return merge_issue(issues.logged_issue(), into=issues.logged_issue(), by=accounts.coordinator())


def offered(issue):
    issue.refresh_from_db()
    return [step.words for step in steps_of_issue(issue).offered]


# --- only what can be done is offered -------------------------------------------------------------


def test_issue_no_longer_followed_can_only_be_put_out_of_sight():
    assert offered(withdrawn_issue()) == ["Put out of sight (safeguarding)"]


def test_merged_issue_offers_to_be_separated():
    assert offered(merged_issue()) == ["Separate from the other issue", "Put out of sight (safeguarding)"]


@pytest.mark.parametrize("make", [withdrawn_issue, merged_issue])
def test_issue_no_longer_followed_cannot_be_put_into_a_theme(staff, coordinator, make):
    issue, theme = make(), issues.theme(by=coordinator)
    response = save(staff, address(issue, "theme/"), {"theme": theme.pk})
    assert "This issue is no longer followed" in errors(response)
    issue.refresh_from_db()
    assert issue.theme is None


def test_coordinator_sees_why_an_issue_was_withdrawn(staff):
    issue = withdraw_issue(issues.logged_issue(), reason="We moved away.")
    assert "Why it was withdrawn We moved away." in words(staff.get(address(issue)))


def test_logging_is_offered_once_there_are_words_and_the_parent_agreed(staff):
    bare, whole = issues.acknowledged_issue(), issues.edited_issue()
    private = issues.edited_issue(share_with_group=False)
    assert "before logging this issue." in words(staff.get(address(bare)))
    assert "has not agreed that the group can see this." in words(staff.get(address(private)))
    assert "Log issue" not in offered(bare) + offered(private)
    assert "Log issue" in offered(whole)


@pytest.mark.parametrize("state", ["responded_issue", "closed_issue"])
def test_coordinator_can_reopen_an_answered_issue(staff, state):
    issue = answers.walk_to(state)
    assert "Reopen issue" in offered(issue)
    assert "Issue logged." in said(staff, save(staff, address(issue, "log/"), {"theme": ""}))


def test_a_single_issue_is_presented_only_where_the_agency_may_see_it(staff, coordinator):
    alone = issues.logged_issue(share_with_agency=False)
    shared = issues.logged_issue()
    themed = issues.logged_issue(share_with_agency=False, theme=issues.theme("Buses", by=coordinator))
    assert "Present to an agency" not in offered(alone)
    assert "Choose a theme and present the theme instead." in words(staff.get(address(alone)))
    assert f"{NEW}?issue={shared.reference}" in links(staff.get(address(shared)))
    assert f"{NEW}?theme=buses" in links(staff.get(address(themed)))


def signposted_issue():
    nurse = {"to": "The nurse", "reason": "She can."}
    return signpost_issue(issues.edited_issue(), by=accounts.coordinator(), **nurse)


MAKERS = {
    "received": issues.received_issue,
    "acknowledged": issues.acknowledged_issue,
    "edited": issues.edited_issue,
    "logged": issues.logged_issue,
    "presented": answers.presented_issue,
    "responded": answers.responded_issue,
    "closed": answers.closed_issue,
    "signposted": signposted_issue,
    "withdrawn": withdrawn_issue,
    "merged": merged_issue,
    "split": issues.split_letter,
}


def parts_of(issue):
    """What splits an issue into two matters."""
    own = {"original_text": issue.original_text, "kind": issue.kind, "service_area": issue.service_area_id}
    fields = {f"{name}_{place}": value for name, value in own.items() for place in (1, 2)}
    return fields | {"number": 2, "title_1": "One", "title_2": "Two"}


@pytest.mark.parametrize("state", MAKERS)
def test_every_offered_step_can_be_taken(staff, state):
    given = {"note": "", "title": "Bus", "edited_text": "Late", "to": "The nurse", "reason": "Because", "theme": ""}
    places = len(steps_of_issue(MAKERS[state]()).offered)
    assert places >= (1 if state in {"withdrawn", "merged", "split"} else 3)
    for place in range(places):
        issue = MAKERS[state]()
        step = steps_of_issue(issue).offered[place]
        url = step.url
        assert staff.get(url).status_code == 200, (state, step)
        if url.startswith(NEW):
            continue
        given |= parts_of(issue)
        posted = given | {"into": issues.logged_issue().reference, "version": issue.edit_version}
        response = save(staff, url, posted)
        assert response.status_code == 302, (state, step, errors(response))


TAKEN = {
    "acknowledge": lambda issue, by: acknowledge_issue(issue, by=by),
    "log": lambda issue, by: log_issue(issue, by=by),
    "signpost": lambda issue, by: signpost_issue(issue, to="The nurse", reason="She can.", by=by),
    "merge": lambda issue, by: merge_issue(issue, into=issues.logged_issue(), by=by),
    "separate": lambda issue, by: separate_issue(issue, reason="A mistake.", by=by),
    "group": lambda issue, by: group_issue(issue, None, by=by),
    "close": lambda issue, by: close_issue(issue, reason="Settled.", by=by),
}


@pytest.mark.parametrize("state", MAKERS)
@pytest.mark.parametrize("name", TAKEN)
def test_steps_work_when_offered_and_are_refused_otherwise(coordinator, state, name):
    issue = MAKERS[state]()
    take_or_be_refused(name, issue, steps_of_issue(issue), lambda one: TAKEN[name](one, coordinator))


@pytest.mark.parametrize("state", ["received", "acknowledged", "closed", "signposted", "withdrawn", "merged"])
def test_issue_not_logged_is_not_offered_for_presenting_and_is_refused(coordinator, state):
    issue = MAKERS[state]()
    assert steps_of_issue(issue)["present"] is None
    with pytest.raises(DomainError, match="is not logged"):
        answers.presentation_of(issue, by=coordinator)


def test_an_entry_without_both_sides_is_not_offered_for_publishing(staff, coordinator):
    presentation = answers.presentation_of(issues.logged_issue(may_publish=False, is_published=False), by=coordinator)
    answers.post_answer(presentation)
    page = staff.get("/staff/you-said-we-did/")
    assert "Write both sides before publishing." in words(page)
    assert not [link for link in links(page) if link.endswith("/publish/")]


@pytest.mark.parametrize("end", ["closed", "signposted"])
def test_issue_cannot_be_merged_into_a_finished_one(coordinator, end):
    other, issue = issues.logged_issue(), issues.logged_issue()
    if end == "closed":
        close_issue(other, reason="Done", by=coordinator)
    else:
        signpost_issue(other, to="The nurse", reason="She can", by=coordinator)
    with pytest.raises(DomainError, match="still being followed") as refused:
        merge_issue(issue, into=other, by=coordinator)
    assert refused.value.field == "into"


# --- the truth about who was told -----------------------------------------------------------------

REACHED = [
    ({}, "We'll e-mail the parent after 5pm."),
    ({"is_anonymous": True}, "The issue is anonymous, so we cannot tell the parent."),
    ({"contact_email": "", "contact_phone": "0123"}, "The parent gave no e-mail address. What to say will be in"),
    ({"contact_email": "", "contact_name": "Alex"}, "The parent gave no e-mail address. What to say will be in"),
]


@pytest.mark.parametrize(("contact", "expected"), REACHED)
def test_acknowledging_says_correctly_whether_the_parent_is_told(staff, contact, expected):
    issue = issues.received_issue(**contact)
    before = Message.objects.count()
    assert f"Issue acknowledged. {expected}" in said(staff, staff.post(address(issue, "acknowledge/"), {"note": ""}))
    tell_parents()
    assert (Message.objects.count() > before) is (expected == "We'll e-mail the parent after 5pm.")


def test_parent_with_an_account_is_emailed(coordinator):
    issue = issues.received_issue(reporter=accounts.parent(), contact_email="")
    assert said_to_parent(issue) == "We'll e-mail the parent after 5pm."


STEPS = [
    ("signpost/", {"to": "The nurse", "reason": "She can"}, "logged_issue", "Issue signposted. The issue is anonymous"),
    ("close/", {"reason": "Done"}, "logged_issue", "Issue closed. The issue is anonymous"),
    ("theme/", {"theme": ""}, "logged_issue", "Theme removed."),
    ("log/", {"theme": ""}, "edited_issue", "Issue logged. Next: choose a theme"),
]


@pytest.mark.parametrize(("step", "posted", "state", "expected"), STEPS)
def test_each_step_shows_a_message_saying_what_it_did(staff, step, posted, state, expected):
    issue = answers.walk_to(state, is_anonymous=True)
    assert expected in said(staff, save(staff, address(issue, step), posted))


def test_merging_and_choosing_a_theme_show_a_message(staff, coordinator):
    root, theme = issues.logged_issue(), issues.theme("School buses", by=coordinator)
    text = said(staff, save(staff, address(root, "theme/"), {"theme": theme.pk}))
    assert "Theme set to “School buses”." in text
    issue = issues.logged_issue(is_anonymous=True)
    text = said(staff, staff.post(address(issue, "merge/"), {"into": root.reference}))
    assert f"Issue merged into {root.reference}. The issue is anonymous" in text


EDITED = [
    ("acknowledged_issue", {}, "Edited words saved. Next: log the issue."),
    ("acknowledged_issue", {"share_with_group": False}, "Edited words saved. The parent's own words are unchanged."),
    ("published_issue", {}, "Edited words saved. Next: log the issue."),
    ("logged_issue", {}, "Edited words saved. They are public once you have seen the page and published it."),
]


@pytest.mark.parametrize(("state", "consents", "expected"), EDITED)
def test_saving_edited_words_says_who_can_read_them(staff, state, consents, expected):
    issue = answers.walk_to(state, **consents)
    version = hidden(staff.get(address(issue, "edit/")), "version")
    posted = {"title": "Bus", "edited_text": "It is late.", "version": version}
    assert expected in said(staff, staff.post(address(issue, "edit/"), posted))


@pytest.mark.parametrize("has_lead", [True, False])
def test_putting_out_of_sight_says_correctly_whether_a_lead_is_told(staff, has_lead):
    if has_lead:
        accounts.safeguarding_lead()
    text = said(staff, staff.post(address(issues.received_issue(), "hide/"), {"reason": "A worry"}))
    expected = "We've e-mailed them." if has_lead else "There is no other safeguarding lead today, so nobody was told."
    assert f"Only the safeguarding leads can see it. {expected}" in text


# --- a presentation goes out once -----------------------------------------------------------------


def send(staff, theme, agency):
    """Fill in and send the form that begins with a theme."""
    address = f"{NEW}?theme={theme.slug}"
    posted = {
        "once": hidden(staff.get(address), "once"),
        "agency": agency.pk,
        "title": "Transport",
        "covering_text": "Families wait.",
        "subject_1": f"theme-{theme.pk}",
        "ask_1": "Tell them.",
        **answers.agreed_typed(),
    }
    return save(staff, address, posted)


def test_a_presentation_says_by_when_and_who_was_told(staff, coordinator):
    theme = issues.theme(by=coordinator, now=at(7, 1))
    council, health = accounts.agency("Council"), accounts.agency("Health")
    with clock.frozen(at(7, 6)):
        accounts.officer(of=council, now=at(1, 1))
        text = said(staff, send(staff, theme, council))
        assert "Presentation sent to Council. The group asks for an answer by 3 August 2026." in text
        assert "We've e-mailed its officers." in text
        text = said(staff, send(staff, theme, health))
        assert "This agency has no officers yet, so nobody there was told." in text


def test_same_theme_or_issue_cannot_be_sent_again_before_the_agency_answers(staff, coordinator):
    theme, council = issues.theme(by=coordinator), accounts.agency("Council")
    first = answers.presentation_of(theme=theme, agency=council, by=coordinator)
    response = send(staff, theme, council)
    assert f"Council already has this ({first.reference}). Wait for its answer." in errors(response)
    assert 'href="#id_subject_1"' in response.content.decode()
    assert Presentation.objects.count() == 1
    answers.post_answer(first)
    assert send(staff, theme, council).status_code == 302


def test_the_same_subject_may_go_to_another_agency(coordinator):
    theme = issues.theme(by=coordinator)
    for name in ("Council", "Health"):
        answers.presentation_of(theme=theme, agency=accounts.agency(name), by=coordinator)
    assert Presentation.objects.count() == 2


# --- lists and forms that do not mislead ----------------------------------------------------------


def test_open_commitments_come_before_finished_ones(client, coordinator):
    made = [
        make_commitment(owner=who, what="Act", due_on=day, is_public=True, by=coordinator, now=at(1, 5))
        for who, day in (("Done early", D(2026, 2, 1)), ("Due last", D(2026, 12, 1)), ("Due first", D(2026, 6, 1)))
    ]
    finish_commitment(made[0], evidence="Seen.", by=coordinator, now=at(1, 20))
    for address in ("/you-said-we-did/commitments/", "/staff/commitments/"):
        if address.startswith("/staff/"):
            client = sign_in_as(client, coordinator)
        text = words(client.get(address))
        assert text.index("Due first") < text.index("Due last") < text.index("Done early")


@pytest.mark.parametrize("name", ["channel", "kind", "service_area"])
def test_nothing_is_chosen_beforehand_when_an_issue_is_entered(staff, name):
    response = staff.post("/staff/issues/enter/", {"once": "k", "original_text": "The bus is late", name: ""})
    assert f'href="#id_{name}"' in response.content.decode()
    page = staff.get("/staff/issues/enter/").content.decode()
    chosen = page.partition(f'name="{name}"')[2].partition("</select>")[0]
    assert " ".join(chosen.split()).count("selected>Choose one") == 1


def test_the_page_of_a_theme_takes_the_same_queries_for_3_issues_and_for_30(staff, coordinator):
    theme = issues.theme(by=coordinator)
    counts = []
    for number in (3, 27):
        for _one in range(number):
            issues.logged_issue(theme=theme, by=coordinator)
        with queries() as counted:
            assert staff.get(f"/staff/themes/{theme.slug}/").status_code == 200
        counts.append(len(counted))
    assert counts[0] == counts[1] <= 12, counts
