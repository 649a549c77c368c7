"""Reading pages as people do, and posting their forms."""

import html
import re

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def words(response):
    """Return the text of a page without markup, on one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


def links(response):
    return set(re.findall(r'(?:href|action)="(/[^"]*)"', response.content.decode()))


def hidden(response, name):
    """Return the value of a hidden field of a page's form, as it would be sent back."""
    return dict(HIDDEN.findall(response.content.decode()))[name]


def press(client, response, address, **options):
    """Press the button of a page that posts to an address, with what the button carries."""
    form = re.search(
        rf'<form method="post" action="{re.escape(address)}".*?</form>', response.content.decode(), re.DOTALL
    )
    return client.post(address, dict(HIDDEN.findall(form[0])), **options)


def errors(response):
    """Return what the summary of errors says, in one line."""
    found = re.search(r'class="govuk-error-summary".*?</ul>', response.content.decode(), re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", html.unescape(found[0])).split()) if found else ""


def said(client, response):
    """Follow where a post went, and return what that page says."""
    assert response.status_code == 302, errors(response)
    return words(client.get(response.url))


def date(name, day):
    """Return the three fields of a date."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
