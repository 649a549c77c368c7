"""Every e-mail is declared, has its template, and is sent by somebody; the list in docs/ is the one the portal has."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from common.emails import every_email
from common.emails.examples import as_markdown, shown
from tests.test_layers import modules

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
EMAILS = every_email()
SHARED = "emails/"  # the base and its variants, which no e-mail is


def words_in(path):
    """Return the texts in a module, but for the names that `Email(...)` declares."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    declaring = {id(node.args[0]) for node in nodes if called(node) == "Email" and node.args}
    return {
        node.value
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in declaring
    }


def called(node):
    """Return the name of what a node calls, or nothing."""
    return getattr(node.func, "id", getattr(node.func, "attr", "")) if isinstance(node, ast.Call) else ""


def sent_by_name():
    """Return the names that are written where e-mails are sent."""
    return set().union(*(words_in(path) for path in modules()))


def templates_without_declaration(templates, emails):
    return sorted(set(templates) - {email.template for email in emails})


def unsent(emails, names):
    return [email.name for email in emails if not email.is_from_library and email.name not in names]


def email_templates():
    found = (str(path.relative_to(TEMPLATES)) for path in TEMPLATES.glob("**/emails/**/*.txt"))
    return [name for name in found if not name.startswith(SHARED)]


def test_every_template_of_an_email_is_declared():
    assert templates_without_declaration(email_templates(), EMAILS) == []


def test_a_template_nobody_declares_is_found():
    assert templates_without_declaration(["issues/emails/lost.txt"], EMAILS) == ["issues/emails/lost.txt"]


@pytest.mark.parametrize("email", EMAILS, ids=lambda email: email.name)
def test_a_declared_email_has_its_template(email):
    assert (TEMPLATES / email.template).is_file()


def test_every_declared_email_is_sent():
    assert unsent(EMAILS, sent_by_name()) == []


def test_a_declared_email_nobody_sends_is_found():
    assert unsent(EMAILS, sent_by_name() - {"meetings.invitation"}) == ["meetings.invitation"]


@pytest.mark.django_db
@pytest.mark.parametrize("email", EMAILS, ids=lambda email: email.name)
def test_an_example_is_complete_and_signed(email):
    example = shown(email)
    assert "\n" not in example.subject
    assert example.subject.strip()
    for words in (example.subject, example.text):
        assert "None" not in words
        assert "{" not in words
        assert "  " not in words.replace("\n    [code]", "")
    assert example.text.rstrip().endswith(
        ("\nParent Partnership Steering Group", "\n[name of the service]\nhttp://127.0.0.1:8000/")
    )
    assert "\n\n\n" not in example.text


@pytest.mark.django_db
def test_the_list_in_the_documents_is_the_one_the_portal_has():
    assert (ROOT / "docs" / "emails.md").read_text(encoding="utf-8") == as_markdown()


def writes_past_the_kit(source):
    """Say whether a module writes an e-mail into the outbox by itself."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return any(
        called(node) in {"send_message", "send_mail", "EmailMessage", "EmailMultiAlternatives"}
        or ast.unparse(node.func) == "outbox.write"
        for node in calls
    )


def test_only_the_kit_writes_an_email():
    doors = {str(path.relative_to(ROOT)) for path in modules() if writes_past_the_kit(path.read_text(encoding="utf-8"))}
    assert doors == {"common/emails/sending.py", "common/outbox/delivery.py"}


@pytest.mark.parametrize("call", ["outbox.write(to=x)", "send_message(to=x)", "send_mail('Hello', 'text', None, [x])"])
def test_an_email_past_the_kit_is_found(call):
    assert writes_past_the_kit(call)
