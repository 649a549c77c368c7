"""The parts every page is made of, such as `{% p %}…{% endp %}`: their markup and classes are written once.

What is larger has a template in `templates/components/`. All are known in every template without `{% load %}`;
docs/templates.md lists them.
"""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import mark_safe

from common.markup import escaped

register = template.Library()

PARTS = {
    "p": '<p class="govuk-body">{}</p>',
    "lead": '<p class="app-lead">{}</p>',
    "large": '<p class="govuk-body-l">{}</p>',
    "small": '<p class="govuk-body-s">{}</p>',
    "hint": '<p class="govuk-hint">{}</p>',
    "meta": '<p class="app-list__meta">{}</p>',
    "caption": '<span class="govuk-caption-l">{}</span>',
    "hidden": '<span class="govuk-visually-hidden">{}</span>',
    "prose": '<div class="govuk-body">{}</div>',
    "inset": '<div class="govuk-inset-text">{}</div>',
    "quote": '<div class="app-quote">{}</div>',
    "plain_list": '<ul class="govuk-list">{}</ul>',
    "bullets": '<ul class="govuk-list govuk-list--bullet">{}</ul>',
    "numbers": '<ol class="govuk-list govuk-list--number">{}</ol>',
    "steps": '<ul class="govuk-list app-steps">{}</ul>',
    "records": '<ul class="app-list">{}</ul>',
    "record": '<li class="app-list__item">{}</li>',
    "cards": '<div class="app-cards">{}</div>',
    "card": '<div class="app-card">{}</div>',
    "figures": '<div class="app-figures">{}</div>',
    "buttons": '<div class="govuk-button-group">{}</div>',
    "actions": '<div class="app-actions">{}</div>',
    "summary_list": '<dl class="govuk-summary-list">{}</dl>',
}
HEADINGS = {"h1": "l", "h2": "m", "h3": "s", "h4": "s"}
SIZES = {"s", "m", "l"}


class Part(template.Node):
    """What stands between two pieces of markup. A list has hundreds: a tag of Django's own costs four times as much."""

    def __init__(self, nodelist, markup):
        self.nodelist = nodelist
        self.before, self.after = map(mark_safe, markup.split("{}"))  # nosec B703 B308 - written in this file

    def render(self, context):
        return self.before + self.nodelist.render(context) + self.after


def _register_part(name, markup):
    @register.tag(name=name)
    def draw(parser, token):
        if token.contents != name:
            raise template.TemplateSyntaxError(f"“{name}” takes no arguments: {{% {token.contents} %}}")
        nodelist = parser.parse((f"end{name}",))
        parser.delete_first_token()
        return Part(nodelist, markup)


@register.simple_block_tag
def heading(content, level, size="m", id="", key=""):
    """Draw a heading whose level depends on where it is used; `h1` to `h4` are those that know it."""
    place = format_html(' id="{}{}"', id, format_html("-{}", key) if key else "") if id else ""
    if size not in SIZES:
        raise ValueError(f"A heading has no size “{size}”.")
    return mark_safe(  # nosec B703 B308 - a number, a size that is known, and what a template has escaped
        f'<h{level:d} class="govuk-heading-{size}"{place}>{content}</h{level:d}>'
    )


def _register_heading(name, usual_size):
    level = int(name[1:])

    @register.simple_block_tag(name=name)
    def draw(content, size=usual_size, id="", key=""):
        return heading(content, level, size, id, key)


for _name, _markup in PARTS.items():
    _register_part(_name, _markup)
for _name, _size in HEADINGS.items():
    _register_heading(_name, _size)


def _address(page, arguments, href, query):
    """Return the address of a named page with its arguments and its query, or the address that was given."""
    address = reverse(page, args=arguments) if page else href
    return f"{address}?{urlencode(query)}" if query else address


@register.simple_block_tag
def link(content, page="", *arguments, href="", **query):
    """Link to a page by its name and arguments (`theme=3` is the query), or to `href`."""
    address = escaped(_address(page, arguments, href, query))
    return mark_safe(  # nosec B703 B308 - escaped here, and by the template
        f'<a class="govuk-link" href="{address}">{content.strip()}</a>'
    )


@register.simple_block_tag
def button_link(content, page="", *arguments, href="", tone="", size="", **query):
    """Draw a link that looks like a button; `tone` is "secondary" or "warning", `size` is "small" or "large"."""
    address = _address(page, arguments, href, query)
    return format_html('<a class="govuk-button{}" href="{}">{}</a>', _look(tone, size), address, trimmed(content))


@register.simple_block_tag
def submit(content, tone="", size="", name="", value=""):
    """Draw the button that sends the form around it."""
    sent = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html(
        '<button type="submit" class="govuk-button{}"{}>{}</button>', _look(tone, size), sent, trimmed(content)
    )


def trimmed(content):
    """Return what was drawn without the space around it, so that a link may take three lines of a template."""
    return mark_safe(content.strip())  # nosec B703 B308 - the template has escaped it


def _look(tone, size):
    """Return the further classes of a button."""
    return (f" govuk-button--{tone}" if tone else "") + (f" app-button--{size}" if size else "")


@register.inclusion_tag("components/action.html", takes_context=True)
def post_button(context, page="", *arguments, label, href="", tone="", about="", version=None, **query):
    """Draw a button that posts to an address; `about` names its object for screen readers.

    `version` is that of the text shown above it, which goes with it: what was changed meanwhile is not sent out.
    """
    address = _address(page, arguments, href, query)
    return {
        "action": address,
        "label": label,
        "tone": tone,
        "about": about,
        "version": version,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.inclusion_tag("components/back_link.html")
def back_link(page="", *arguments, href="", label="", **query):
    """Draw the way back above the heading; it says "Back" unless it has a label."""
    return {"url": _address(page, arguments, href, query), "label": label}


@register.simple_block_tag
def row(content, label):
    """Draw one row of a summary list."""
    return format_html(
        '<div class="govuk-summary-list__row">'
        '<dt class="govuk-summary-list__key">{}</dt><dd class="govuk-summary-list__value">{}</dd></div>',
        label,
        content,
    )


@register.inclusion_tag("components/figure.html")
def figure(number, label, base="", period="", url=""):
    """Draw a number with its label, and below it what it is of and when it was counted."""
    return {"number": number, "label": label, "url": url, "note": ", ".join(filter(None, map(str, (base, period))))}


@register.simple_block_tag
def key_figure(content, number):
    """Draw one of the numbers a report begins with."""
    return format_html("<li><strong>{}</strong> <span>{}</span></li>", number, trimmed(content))


@register.simple_block_tag
def details(content, title, about="", is_open=False):
    """Draw a details element; `about` adds for screen readers what the title leaves out."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        " open" if is_open else "",
        title,
        format_html('<span class="govuk-visually-hidden"> {}</span>', about) if about else "",
        content,
    )


@register.simple_block_tag
def light(content):
    """Draw words in plain type within a heading, or the cell that names a row."""
    return format_html('<span class="govuk-!-font-weight-regular">{}</span>', trimmed(content))


@register.simple_block_tag
def tab(content, here, name, page, *arguments):
    """Draw an entry of the menu of a room; `here` is the name of the one that is open."""
    is_open = here == name
    return format_html(
        '<li class="app-navigation__item{}"><a class="app-navigation__link" href="{}"{}>{}</a></li>',
        " app-navigation__item--current" if is_open else "",
        reverse(page, args=arguments),
        format_html(' aria-current="{}"', "page") if is_open else "",
        trimmed(content),
    )


@register.simple_block_tag
def warning(content, word):
    """Draw a warning; `word` is read to people who cannot see the mark."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">{}</span> {}</strong></div>',
        word,
        content,
    )
