"""Taking words out as a co-ordinator does: look at what will be read, then confirm."""

from common.pages.redactions import mark_of
from tests.issues.pages import hidden


def confirmed(phrases):
    """Return what the form holds once it has shown what will be read without these words."""
    return {"phrases": phrases, "shown_for": mark_of(phrases.splitlines())}


def take_words_out(client, form, phrases, reason, *, follow=True, **typed):
    """Post the form and, once it has shown what will be read, post it again; return the last answer."""
    posted = {"phrases": phrases, "reason": reason, **typed}
    shown = client.post(form, posted)
    if shown.status_code != 200 or not shown.context.get("is_trial"):
        return shown
    return client.post(form, {**posted, "shown_for": hidden(shown, "shown_for")}, follow=follow)
