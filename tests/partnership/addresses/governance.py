"""The addresses of the governance app: who gets what, typed by hand."""

from common import clock
from governance.models import TermsDraft, TermsVersion
from governance.services.documents import load_shipped
from governance.services.drafts import remove_clause, save_clause, withdraw_draft
from tests.factories import governance, meetings


def terms_in_force():
    load_shipped(by=None)
    return {}


def terms():
    return {"pk": load_shipped(by=None)[0].pk}


def terms_slug():
    return {"slug": load_shipped(by=None)[0].document.slug}


def terms_and_a_meeting():
    there = terms()
    meetings.a_resolution(on=clock.today())
    return there


def open_draft():
    return {"pk": _draft().pk}


def _draft():
    """Return the open draft, or begin one in which a clause is changed and one taken away."""
    draft = TermsDraft.objects.open().first()
    if draft is None:
        draft = governance.an_open_draft()
        changed, *_others, removed = draft.clauses.all()
        save_clause(changed, f"Changed in draft {draft.pk}.", version=0, by=None, now=clock.now())
        remove_clause(removed, by=None)
    return draft


def withdrawn_draft():
    there = open_draft()
    withdraw_draft(TermsDraft.objects.get(**there), reason="By mistake.", by=None)
    return there


def draft_and_a_meeting():
    there = open_draft()
    meetings.a_resolution(on=clock.today())
    return there


def draft_clause():
    return {"pk": _draft().clauses.filter(is_removed=False).first().pk}


def removed_clause():
    return {"pk": _draft().clauses.last().pk}


def earlier_version():
    if not TermsVersion.objects.filter(number=2).exists():
        governance.an_agreed_version()
    return {"slug": "terms", "number": 1}


ANSWERS = {"governance:clause_add": {"new_part": "Fathers", "identifier": "Z9"}}
