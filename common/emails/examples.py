"""Every e-mail as an example: what it says, with words in brackets where something is put in when it is sent."""

from dataclasses import dataclass
from itertools import groupby

from common.emails.declared import Email, every_email
from common.emails.sending import render_email

HEAD = """# Every e-mail the portal sends

Written by `./manage list_emails > docs/emails.md`; a test compares. The co-ordinator reads the same list, with the text
of each e-mail, under `/staff/emails/`. Words in brackets are put in when an e-mail is sent.

An app declares its e-mails in its `emails.py`. Subject and text of one lie in one template, which extends
`templates/emails/base.txt`: greeting, signature and how to reach the service are there once. To change the words of
an e-mail, change its template. `send_email(...)` of `common/emails` is the only way to send one.
"""


@dataclass(frozen=True)
class Shown:
    """An e-mail with its subject and text, filled with its example."""

    email: Email
    subject: str
    text: str


def shown(email):
    return Shown(email, *render_email(email.name, email.example))


def shown_by_group():
    """Return [(heading, e-mails as examples)], in the order of the apps."""
    groups = groupby(every_email(), key=lambda email: email.group)
    return [(group, [shown(email) for email in emails]) for group, emails in groups]


def as_markdown():
    """Return the list of every e-mail as docs/emails.md holds it."""
    parts = [HEAD]
    for group, emails in shown_by_group():
        parts += [f"\n## {group}\n", "| subject | to | when | template |\n", "| --- | --- | --- | --- |\n"]
        parts += [_line(one) for one in emails]
    return "".join(parts)


def _line(one):
    return f"| {one.subject} | {one.email.to} | {one.email.when} | `templates/{one.email.template}` |\n"
