import datetime as dt
import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Fieldset, Layout, Row, Submit
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines
from django.template.loader import render_to_string

from common.forms import DateField, FormMixin, OnceFormMixin, VersionFormMixin
from common.templatetags.portal import control_id, error_links


class Everything(FormMixin, forms.Form):
    conditional = ("reason",)

    about = forms.ChoiceField(label="About", choices=[("a", "Travel"), ("b", "Breaks")], widget=forms.RadioSelect)
    hear = forms.MultipleChoiceField(label="How", choices=[("a", "Mail")], widget=forms.CheckboxSelectMultiple)
    on = DateField(label="When did it happen?", help_text="For example, 27 3 2026")
    text = forms.CharField(label="What", widget=forms.Textarea, max_length=10, help_text="No names")
    kind = forms.ChoiceField(label="Kind", choices=[("", "Choose"), ("p", "Primary")])
    times = forms.IntegerField(label="Times", min_value=1, required=False)
    hours = forms.DecimalField(label="Hours", required=False, decimal_places=1)
    scan = forms.FileField(label="Scan")
    agree = forms.BooleanField(label="I agree")
    reason = forms.CharField(label="Reason", required=False)
    secret = forms.CharField(widget=forms.HiddenInput)


class DateForm(forms.Form):
    on = DateField(label="Day", required=False)


def posted(day="", month="", year=""):
    return DateForm({"on_day": day, "on_month": month, "on_year": year})


def ids_in(html):
    return set(re.findall(r'\bid="([^"]+)"', html))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("3", "8", "2026"), dt.date(2026, 8, 3)),
        (("03", "08", "2026"), dt.date(2026, 8, 3)),
        ((" 3 ", "Aug", "2026"), dt.date(2026, 8, 3)),
        (("3", "august", "2026"), dt.date(2026, 8, 3)),
        (("29", "2", "2028"), dt.date(2028, 2, 29)),
        (("", "", ""), None),
    ],
)
def test_a_date_is_understood_as_people_write_it(typed, expected):
    form = posted(*typed)
    assert form.is_valid()
    assert form.cleaned_data["on"] == expected


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (("3", "", "2026"), "Give the month as well."),
        (("", "", "2026"), "Give the day, month as well."),
        (("30", "2", "2026"), "Give a real date, for example 27 3 2026."),
        (("x", "2", "2026"), "Give a real date, for example 27 3 2026."),
        (("3", "Brumaire", "2026"), "Give a real date, for example 27 3 2026."),
        (("3", "8", "26"), "Give the year with four numbers, for example 2026."),
        (("3", "8", "99999999999"), "Give the year with four numbers, for example 2026."),
        (("-3", "8", "2026"), "Give a real date, for example 27 3 2026."),
        (("٣", "x", "2026"), "Give a real date, for example 27 3 2026."),
    ],
)
def test_half_a_date_or_no_real_one_is_refused_in_plain_words(typed, message):
    assert posted(*typed).errors == {"on": [message]}


def test_a_whole_date_under_its_plain_name_is_understood():
    form = DateForm({"on": "2026-08-03"})
    assert form.is_valid()
    assert form.cleaned_data["on"] == dt.date(2026, 8, 3)


@pytest.mark.parametrize("typed", ["2026-08", "yesterday", "2026-13-01"])
def test_invalid_date_under_its_plain_name_is_a_field_error(typed):
    form = DateForm({"on": typed})
    assert not form.is_valid()
    assert str(form["on"])


def test_a_date_shows_what_it_holds_in_three_labelled_inputs():
    html = str(DateForm(initial={"on": dt.date(2026, 8, 3)})["on"])
    values = dict(re.findall(r'name="on_(\w+)" value="(\d+)"', html))
    assert values == {"day": "3", "month": "8", "year": "2026"}
    assert set(re.findall(r'<label[^>]* for="([^"]+)"', html)) == {"id_on_0", "id_on_1", "id_on_2"}


def test_a_date_that_was_not_changed_is_not_called_changed():
    form = DateForm({"on_day": "3", "on_month": "8", "on_year": "2026"}, initial={"on": dt.date(2026, 8, 3)})
    assert form.changed_data == []


def test_a_wrong_date_comes_back_as_it_was_typed():
    html = str(posted("31", "Febuary", "2026")["on"])
    assert 'value="31"' in html
    assert 'value="Febuary"' in html


def test_every_link_of_the_error_summary_reaches_a_control():
    form = Everything({})
    html = render_to_string("components/form.html", {"form": form})
    links = error_links(form)
    controls = set(re.findall(r'<(?:input|select|textarea)[^>]*?\bid="([^"]+)"', html))
    assert len(links) == len(form.errors)
    assert {anchor for anchor, _error in links if anchor} <= controls
    assert ("", "Fill in “Secret”") in links


def test_a_radio_a_box_and_a_date_are_reached_at_their_first_control():
    form = Everything({})
    reached = [control_id(form[name]) for name in ("about", "hear", "on", "text")]
    assert reached == ["id_about_0", "id_hear_0", "id_on_0", "id_text"]


def test_buttons_in_groups_are_reached_at_the_first_and_none_at_all_at_where_they_would_be():
    class Grouped(forms.Form):
        which = forms.ChoiceField(choices=[("Named", [("a", "A")]), ("Other", [("b", "B")])], widget=forms.RadioSelect)
        nothing = forms.ChoiceField(choices=[], widget=forms.RadioSelect)

    form = Grouped({})
    html = str(form["which"]) + str(form["nothing"])
    for name in ("which", "nothing"):
        assert f'id="{control_id(form[name])}"' in html


def test_a_missing_answer_names_its_question():
    errors = [error for _anchor, error in error_links(Everything({}))]
    assert errors[:4] == [
        "Choose an answer to “About”",
        "Choose an answer to “How”",
        "Fill in “When did it happen?”",
        "Fill in “What”",
    ]
    assert "Choose a file for “Scan”" in errors
    assert "Tick “I agree”" in errors


def test_the_summary_also_lists_the_errors_of_a_formset():
    formset = forms.formset_factory(DateForm)(
        {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-on_day": "3"}
    )
    assert error_links(formset) == [("id_form-0-on_0", "Give the month, year as well.")]


def test_hints_and_errors_are_announced_by_screen_readers():
    html = render_to_string("components/form.html", {"form": Everything({})})
    described = " ".join(re.findall(r'aria-describedby="([^"]+)"', html)).split()
    assert "id_text_helptext" in described
    assert "id_text_error" in described
    assert "id_on_error" in described
    assert set(described) <= ids_in(html)


def test_every_widget_has_its_class_without_a_word_in_the_form():
    html = render_to_string("components/form.html", {"form": Everything()})
    for name in ("radios", "checkboxes", "date-input", "textarea", "select", "file-upload", "input"):
        assert re.search(rf'class="govuk-{name}[" ]', html), name
    assert re.search(r'type="hidden" name="secret" id="id_secret">', html)


def test_ids_are_unique():
    html = render_to_string("components/form.html", {"form": Everything({})})
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_a_number_is_typed_as_text_with_a_number_keyboard():
    html = str(Everything()["times"]) + str(Everything()["hours"])
    assert html.count('type="text"') == 2
    assert 'inputmode="numeric"' in html
    assert 'inputmode="decimal"' in html
    assert "min=" not in html


def test_a_long_text_is_never_cut_by_the_browser():
    html = str(Everything()["text"])
    assert 'data-maxlength="10"' in html
    assert ' maxlength="' not in html


def test_only_fields_never_required_are_marked_optional():
    html = render_to_string("components/form.html", {"form": Everything()})
    assert re.findall(r">(\w+) \(optional\)", html) == ["Times", "Hours"]


def test_a_question_of_its_own_is_the_heading_of_the_page():
    html = render_to_string("components/form.html", {"form": DateForm(), "label_is_heading": True})
    assert "<h1" in html
    assert "optional" not in html


def test_typed_text_comes_back_escaped():
    class One(forms.Form):
        text = forms.CharField(label="<b>", widget=forms.Textarea, help_text="<i>", max_length=3)

    html = render_to_string("components/form.html", {"form": One({"text": "<script>x</script>"})})
    assert "<script>" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;" in html


def test_blank_choice_of_a_model_field_is_not_a_radio():
    class One(forms.Form):
        kind = forms.ChoiceField(choices=[("", "---------"), ("a", "A")], widget=forms.RadioSelect)

    assert str(One()["kind"]).count('type="radio"') == 1


def test_crispy_draws_the_same_fields():
    form = Everything({}, {"scan": SimpleUploadedFile("a.txt", b"x")})
    form.helper = FormHelper()
    form.helper.layout = Layout(
        Fieldset("One", "about", "hear"), Row(Column("on"), Column("text")), "kind", Submit("save", "Send it")
    )
    html = engines["django"].from_string("{% load crispy_forms_tags %}{% crispy form %}").render({"form": form})
    assert '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">One</legend>' in html
    assert 'id="id_on_error"' in html
    assert "novalidate" in html
    assert re.search(r"<button[^>]*>Send it</button>", html)


def test_a_plain_form_draws_the_same_fields():
    assert "govuk-form-group" in str(Everything())


def test_each_opening_of_a_form_has_a_key_of_its_own():
    class Once(OnceFormMixin, forms.Form):
        pass

    keys = {Once()["once"].value() for _time in range(20)}
    assert len(keys) == 20
    assert all(len(key) >= 20 for key in keys)


def test_the_key_survives_an_error():
    class Once(OnceFormMixin, forms.Form):
        text = forms.CharField()

    form = Once({"once": "the-key"})
    assert not form.is_valid()
    assert 'value="the-key"' in str(form["once"])


def test_a_form_sent_without_a_key_gets_one():
    class Once(OnceFormMixin, forms.Form):
        pass

    form = Once({})
    assert form.is_valid()
    assert form.cleaned_data["once"]


def test_an_edit_can_begin_again_from_a_newer_version():
    class Edit(VersionFormMixin, forms.Form):
        text = forms.CharField()

    form = Edit({"text": "mine", "version": "3"})
    form.based_on(4)
    assert form["version"].value() == 4
    assert form["text"].value() == "mine"
