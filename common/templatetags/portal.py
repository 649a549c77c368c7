"""How dates, states and forms are shown, on every page alike."""

from functools import lru_cache

from django import forms, template
from django.forms.widgets import ChoiceWidget
from django.template.loader import render_to_string
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from common import dates, tones
from common.markup import escaped

register = template.Library()
REQUIRED = forms.Field.default_error_messages["required"]

for say in (dates.day, dates.weekday, dates.hour, dates.moment):
    register.filter(say)
for draw in (tones.status_tag, tones.tone_tag):
    register.simple_tag(draw)


@register.simple_tag(takes_context=True)
def panels(context, found, place):
    """Show what higher apps put into a place of this page (`common.panels`)."""
    parts = []
    for panel in found.get(place, ()):
        with context.push(**panel.context):
            parts.append(context.template.engine.get_template(panel.template).render(context))
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def options(groups):
    """Draw the options of a select box; a template for each would cost more than the rest of a list's page."""
    parts = []
    for name, group, _index in groups:
        drawn = "".join(map(_option, group))
        parts.append(f'\n  <optgroup label="{escaped(name)}">{drawn}\n  </optgroup>' if name else drawn)
    return mark_safe("".join(parts))  # nosec B703 B308 - escaped below


def _option(option):
    marks = "".join(f" {name}" for name in ("selected", "disabled") if option["attrs"].get(name))
    return f'\n  <option value="{escaped(option["value"])}"{marks}>{escaped(option["label"])}</option>'


@register.filter
def plain_errors(field):
    """Return the errors of a field in plain words; "This field is required" says nothing in a list of many."""
    return [required_message(field) if error == REQUIRED else error for error in field.errors]


def required_message(field):
    widget, label = field.field.widget, field.label
    if isinstance(widget, forms.FileInput):
        return _("Choose a file for “%(label)s”") % {"label": label}
    if isinstance(widget, forms.CheckboxInput):
        return _("Tick “%(label)s”") % {"label": label}
    if isinstance(widget, ChoiceWidget):
        return _("Choose an answer to “%(label)s”") % {"label": label}
    return _("Fill in “%(label)s”") % {"label": label}


@register.filter
def control_id(field):
    """Return the id of the first thing one can type into or choose: the error summary links there."""
    if isinstance(field.field.widget, forms.MultiWidget):
        return f"{field.auto_id}_0"
    if field.id_for_label:
        return field.id_for_label
    options = field.subwidgets  # of buttons in groups the first is numbered twice
    return options[0].id_for_label if options else field.auto_id


@register.simple_tag
def error_links(form):
    """Return [(id of the control, message)] of a form, or of each form of a formset; no id where no field is meant."""
    if hasattr(form, "management_form"):
        links = [("", error) for error in form.non_form_errors()]
        return links + [link for one in form.forms for link in error_links(one)]
    links = [("", error) for error in form.non_field_errors()]
    for field in form:
        links += [("" if field.is_hidden else control_id(field), error) for error in plain_errors(field)]
    return links


@register.filter
def is_optional(field):
    """Say whether the label should say so: not required, no rule that may require it, and not a box to tick."""
    return not (
        field.field.required
        or field.name in getattr(field.form, "conditional", ())
        or isinstance(field.field.widget, forms.CheckboxInput)
    )


@register.simple_tag
def menu(items):
    """Draw a menu; the same menu is on a page twice, for narrow and for wide screens."""
    return _menu(get_language(), tuple(items))


@lru_cache(maxsize=256)
def _menu(language, items):
    return render_to_string("components/nav_list.html", {"items": items})


@register.simple_tag
def display_choices(display):
    """Draw the choice of text size and page colour in every footer."""
    return _display_choices(get_language(), display)


@lru_cache(maxsize=64)
def _display_choices(language, display):
    return render_to_string("components/display_choices.html", {"display": display})
