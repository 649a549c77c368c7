"""The way from the page of a thing to following it: a link, and its feed for programs that look for one."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode

register = template.Library()


def _feed(kind, ref):
    if ref:
        return reverse("accounts:follow_feed_of", args=[kind, ref])
    return reverse("accounts:follow_feed", args=[kind])


@register.inclusion_tag("accounts/_follow_this.html")
def follow_this(kind, ref="", label=""):
    """Draw the links to follow a thing by e-mail and by its feed; `label` names it where the page is about more."""
    query = urlencode({"what": f"{kind}/{ref}" if ref else kind})
    return {"url": f"{reverse('accounts:follow')}?{query}", "feed": _feed(kind, ref), "label": label}


@register.simple_tag
def feed_link(kind, ref, title):
    """Name the feed of a page in its head, where feed readers look."""
    return format_html(
        '<link rel="alternate" type="application/atom+xml" title="{}" href="{}">', title, _feed(kind, ref)
    )
