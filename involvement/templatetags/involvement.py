"""What every page of a document says of its other versions, so that no page has to think of it."""

from django import template

from common.pages import is_document
from involvement.selectors import offered_at

register = template.Library()


@register.inclusion_tag("involvement/_other_versions.html", takes_context=True)
def other_versions(context):
    """Show the way to ask, and what is offered already: one query on the page of a document, none on any other."""
    request, view = context.get("request"), context.get("view")
    if request is None or view is None or not is_document(view) or view.is_kept_from_coordinator:
        return {}
    return {"address": request.path, "offered": offered_at(request.path)}
