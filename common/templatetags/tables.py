"""A table by its columns: each is named once, and its cells repeat the name where the table stacks at 320 px.

{% table caption=_("Themes") %}
  {% column _("Theme") %}
  {% column _("Issues") number=True %}
  {% for theme in themes %}
    {% tr %}
      {% th %}{{ theme }}{% endth %}
      {% td %}{{ theme.issue_count }}{% endtd %}
    {% endtr %}
  {% endfor %}
{% endtable %}
"""

from dataclasses import dataclass, field

from django import template
from django.template.base import token_kwargs
from django.utils.html import format_html, format_html_join

from common.markup import escaped

register = template.Library()
STATE = "table_being_drawn"
CAPTIONS = {
    "": ' class="govuk-table__caption govuk-visually-hidden"',
    "s": ' class="govuk-table__caption govuk-table__caption--s"',
    "m": ' class="govuk-table__caption govuk-table__caption--m"',
    "document": "",
}


@dataclass
class Columns:
    """The columns of the table that is being drawn, and which of them the next cell belongs to."""

    drawn: list = field(default_factory=list)
    at: int = 0

    def take(self):
        """Return the label and the class of the column of the next cell."""
        label, look, _ = self.drawn[self.at]
        self.at += 1
        return label, look


class TableNode(template.Node):
    """Draws its content twice: the columns as its head, the rows as its body."""

    def __init__(self, nodelist, options):
        self.nodelist, self.options = nodelist, options

    def render(self, context):
        given = {name: value.resolve(context) for name, value in self.options.items()}
        columns = Columns()
        with context.push(**{STATE: columns}):
            body = self.nodelist.render(context)
        return format_html(
            '<table class="govuk-table app-stack{}">{}<thead><tr>{}</tr></thead><tbody>{}</tbody></table>',
            format_html(" {}", given["look"]) if given.get("look") else "",
            _caption(given.get("caption", ""), given.get("size", "")),
            format_html_join("", '<th scope="col"{1}>{2}</th>', columns.drawn),
            body,
        )


def _caption(words, size):
    return format_html(f"<caption{CAPTIONS[size]}>{{}}</caption>", words) if words else ""


@register.tag
def table(parser, token):
    """Open a table: `caption`, hidden unless `size` is "s", "m" or (in reports) "document"; more classes as `look`."""
    bits = token.split_contents()[1:]
    options = token_kwargs(bits, parser)
    if bits or options.keys() - {"caption", "size", "look"}:
        raise template.TemplateSyntaxError(f"table takes caption, size and look, not {token.contents}")
    nodelist = parser.parse(("endtable",))
    parser.delete_first_token()
    return TableNode(nodelist, options)


@register.simple_tag(takes_context=True)
def column(context, label, number=False, hidden=False):
    """Name the next column; its cells are aligned as numbers if it says so; a hidden name is said to listeners only."""
    look = format_html(' class="{}"', "app-number") if number else ""
    shown = format_html('<span class="govuk-visually-hidden">{}</span>', label) if hidden else label
    context[STATE].drawn.append((escaped(label), look, shown))
    return ""


@register.simple_block_tag(takes_context=True)
def tr(context, content, id=""):
    """Draw a row, and begin the next at the first column."""
    context[STATE].at = 0
    return format_html("<tr{}>{}</tr>", format_html(' id="{}"', id) if id else "", content)


class Cell(template.Node):
    """A cell: a list has two hundred, and a tag of Django's own takes twice as long."""

    def __init__(self, nodelist, *, names_row):
        self.nodelist, self.names_row = nodelist, names_row

    def render(self, context):
        content = self.nodelist.render(context).strip()
        label, look = context[STATE].take()
        if self.names_row:
            return f'<th scope="row">{content}</th>'
        return f'<td data-label="{label}"{look}>{content}</td>'


@register.tag
def th(parser, token):
    """Draw the cell that names its row."""
    return _cell(parser, token, names_row=True)


@register.tag
def td(parser, token):
    """Draw a cell; it shows the label of its column where the table stacks, unless the cell is empty."""
    return _cell(parser, token, names_row=False)


def _cell(parser, token, *, names_row):
    name, *arguments = token.split_contents()
    if arguments:
        raise template.TemplateSyntaxError(f"{name} takes no arguments, and is given {token.contents}")
    nodelist = parser.parse((f"end{name}",))
    parser.delete_first_token()
    return Cell(nodelist, names_row=names_row)
