"""Every form page that changes what a row says carries what it showed, or the version it began from."""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.views.generic import FormView

from accounts.models import AuditEntry
from common.forms import VersionFormMixin
from common.pages import EditMixin
from tests.filling import forms_of
from tests.partnership.test_address_grid import GET, POST, ROLES, ROWS, Visitors, address_of, people
from tests.signing_in import sign_in
from tests.test_layers import FLOORS

# The pages with a form that carry neither, and why nothing can be overwritten by them.
ADDS = "a row is added, and none that exists is changed"
ONCE = "a move that its table allows once: whoever comes second is refused"
OWN = "somebody's own draft, account or issue, which nobody else writes"
READS = "nothing is saved of the row itself"
CHECKED = "a file is kept, and each of its rows must still become what was shown, or nothing is taken"
SHOWN = "it carries what it showed, and posts that alone (`tests/consultations/test_stale_previews.py`)"
RENEWS = "each renewal is a term of its own that follows the last, and the same one twice is refused"
MANY = "the same last day for many is set anew, and a list of names and days shows what holds"
TAKES_OUT = "words go from the text as it now is, whoever saved it last, and no other word is written"
EXCEPTIONS = {
    ADDS: {
        "accounts:data_request_enter",
        "accounts:complaint_make",
        "accounts:entry_add",
        "accounts:hold_place",
        "answers:commitment_make",
        "members:application_enter",
        "members:call_apply",
        "members:call_open",
        "members:induction_step_add",
        "meetings:yearly_open",
        "consultations:consultation_create",
        "consultations:question_add",
        "consultations:response_enter",
        "consultations:theme_add",
        "expenses:claim_enter",
        "expenses:claim_start",
        "expenses:line_add",
        "expenses:rate_set",
        "governance:clause_add",
        "governance:terms_review",
        "involvement:request_enter",
        "involvement:version_ask",
        "issues:issue_enter",
        "issues:theme_create",
        "meetings:additional_plan",
        "meetings:declaration_add",
        "meetings:in_attendance_add",
        "meetings:item_add",
        "meetings:my_declaration_add",
        "meetings:paper_add",
        "meetings:point_add",
        "meetings:presentation_make",
        "meetings:question_ask",
        "meetings:resolution_add",
        "meetings:link_new",
        "meetings:view_give",
        "meetings:views_gather",
        "meetings:year_plan",
        "members:constituency_add",
        "members:interest_add",
        "members:membership_nominate",
        "members:my_interest_add",
        "members:my_dispute_add",
        "members:person_add",
        "members:role_description_add",
        "members:seat_add",
        "reports:report_create",
    },
    ONCE: {
        "accounts:data_request_refuse",
        "accounts:complaint_answer",
        "accounts:entry_end",
        "accounts:hold_end",
        "accounts:entry_merge",
        "answers:commitment_fail",
        "answers:entry_unpublish",
        "answers:commitment_finish",
        "members:application_decline",
        "members:application_nominate",
        "members:call_fill",
        "meetings:yearly_decide",
        "answers:response_supersede",
        "consultations:consultation_open",
        "consultations:consultation_pause",
        "consultations:consultation_withdraw",
        "consultations:theme_answer_supersede",
        "consultations:theme_withdraw",
        "expenses:claim_pay",
        "expenses:claim_return",
        "governance:draft_agree",
        "governance:draft_withdraw",
        "involvement:asker_told",
        "involvement:version_not_made",
        "involvement:version_send",
        "issues:hidden_issue_decide",
        "issues:issue_acknowledge",
        "issues:issue_close",
        "issues:issue_hand",
        "issues:issue_hide",
        "issues:issue_merge",
        "issues:issue_pass",
        "issues:issue_rejoin",
        "issues:issue_separate",
        "issues:issue_signpost",
        "issues:issue_split",
        "issues:parent_tell",
        "meetings:meeting_announce",
        "meetings:year_announce",
        "members:person_tell",
        "meetings:declaration_acknowledge",
        "meetings:meeting_cancel",
        "meetings:meeting_postpone",
        "meetings:item_private",
        "meetings:meeting_schedule",
        "meetings:minutes_approve",
        "meetings:paper_replace",
        "meetings:paper_withdraw",
        "meetings:question_answer",
        "meetings:question_decline",
        "meetings:question_not_ours",
        "meetings:review_decide",
        "meetings:summary_hide",
        "meetings:view_hide",
        "meetings:seat_share",
        "members:interest_end",
        "members:membership_appoint",
        "members:membership_end",
        "members:my_interest_end",
        "members:review_withdraw",
        "members:seat_close",
        "reports:report_agree",
    },
    OWN: {
        "accounts:my_data_erase",
        "account_change_password",
        "answers:my_action_finish",
        "account_reset_password_from_key",
        "answers:issue_feedback",
        "answers:promise_judge",
        "consultations:consultation_respond",
        "consultations:response_check",
        "consultations:response_step",
        "issues:issue_check",
        "issues:issue_handover",
        "issues:issue_save",
        "issues:issue_step",
        "issues:issue_withdraw",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_generate_recovery_codes",
    },
    READS: {
        "account_confirm_login_code",
        "account_login",
        "account_password_login",
        "account_request_login_code",
        "accounts:follow",
        "accounts:follow_link",
        "issues:issue_contact",
        "issues:issue_track",
        "issues:secret_renew",
    },
    CHECKED: {
        "accounts:import_columns",
        "issues:issue_import",
        "meetings:past_import",
        "members:interest_import",
        "members:member_import",
    },
    RENEWS: {"meetings:term_renew"},
    MANY: {"members:terms_set"},
    SHOWN: {"answers:response_preview", "consultations:theme_answer_preview"},
    TAKES_OUT: {
        "answers:commitment_redact",
        "answers:presentation_redact",
        "answers:response_redact",
        "consultations:consultation_redact",
        "consultations:theme_redact",
        "meetings:minutes_redact",
        "meetings:question_redact",
        "reports:report_redact",
    },
}


def form_pages(resolver, prefix=""):
    """Yield (address, view) of every page of ours with a form; Django's admin has its own test."""
    for entry in resolver.url_patterns:
        if not isinstance(entry, URLPattern):
            if entry.app_name != "admin":
                yield from form_pages(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)
            continue
        view = getattr(entry.callback, "view_class", None)
        if view and issubclass(view, FormView) and view.__module__.partition(".")[0] in FLOORS:
            yield f"{prefix}{entry.name}", view


def has_version(view):
    return view.form_class is not None and issubclass(view.form_class, VersionFormMixin)


# The grid's member has nothing to accept; `tests/members/test_forms.py` opens it as the one who has.
ITS_MEMBERS_ALONE = {"members:role_description_accept", "members:my_wish"}
PAGES = dict(form_pages(get_resolver()))
CARRYING = sorted(name for name, view in PAGES.items() if issubclass(view, EditMixin) or has_version(view))


def visitors():
    return Visitors({"anyone": Client(), **{role: sign_in(Client(), user) for role, user in people().items()}})


def opened(name):
    """Return the page of a form as the first who may open it sees it."""
    ask = visitors().ask
    for row in ROWS[name]:
        for role in [role for role in ROLES if row.codes(GET).get(role) == 200]:
            return ask(role, "get", address_of(name, row.kwargs))
    raise AssertionError(f"nobody may open {name}")


def carried(page):
    """Return the names of the hidden fields of the forms of a page."""
    return {field.name for _action, fields in forms_of(page) for field in fields.values() if field.type == "hidden"}


def looks_of(page):
    """Return the beginning of the form that changes how a page looks."""
    content = page.content.decode()
    return content[content.index('class="app-display"') :].split(">", 1)[0]


def test_every_form_page_carries_what_it_showed_or_says_why_not():
    excepted = [name for names in EXCEPTIONS.values() for name in names]
    assert len(excepted) == len(set(excepted))
    assert sorted(set(PAGES) - set(CARRYING) - set(excepted)) == []
    assert sorted(set(excepted) - set(PAGES)) == []
    assert sorted(set(excepted) & set(CARRYING)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(set(CARRYING) - ITS_MEMBERS_ALONE))
def test_what_a_form_showed_is_on_its_page(name):
    page = opened(name)
    assert {"seen", "version"} & set(page.context["form"].fields), f"{name} was given no such field"
    assert {"seen", "version"} & carried(page)
    assert 'target="_blank"' in looks_of(page), "changing how it looks would lose what was typed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(EXCEPTIONS[ONCE]))
def test_whoever_comes_second_is_refused(name):
    row = next(row for row in ROWS[name] if 302 in row.codes(POST).values())
    role = next(role for role in reversed(ROLES) if row.codes(POST).get(role) == 302)
    everybody, address = visitors(), address_of(name, row.kwargs)
    typed = everybody.form(address) | row.answers()
    assert everybody.ask(role, "post", address, typed).status_code == 302
    before = AuditEntry.objects.count()
    typed.pop("once", None)
    everybody.ask(role, "post", address, typed)
    assert AuditEntry.objects.count() == before
