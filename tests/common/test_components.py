"""The parts that pages are made of."""

import re

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.urls import reverse

from common.models import Job
from common.rules import JobState


def drawn(text, **context):
    return Template(text).render(Context(context))


@pytest.mark.parametrize(
    ("name", "html"),
    [
        ("p", '<p class="govuk-body">a &lt; b</p>'),
        ("lead", '<p class="app-lead">a &lt; b</p>'),
        ("hint", '<p class="govuk-hint">a &lt; b</p>'),
        ("caption", '<span class="govuk-caption-l">a &lt; b</span>'),
        ("inset", '<div class="govuk-inset-text">a &lt; b</div>'),
        ("bullets", '<ul class="govuk-list govuk-list--bullet">a &lt; b</ul>'),
        ("summary_list", '<dl class="govuk-summary-list">a &lt; b</dl>'),
    ],
)
def test_part_wraps_and_escapes_its_text(name, html):
    assert drawn(f"{{% {name} %}}{{{{ words }}}}{{% end{name} %}}", words="a < b") == html


def test_part_keeps_the_markup_and_the_sentences_within_it():
    html = drawn(
        "{% load i18n %}{% p %}<b>{% blocktranslate %}by {{ name }}{% endblocktranslate %}</b>{% endp %}", name="<x>"
    )
    assert html == '<p class="govuk-body"><b>by &lt;x&gt;</b></p>'


def test_heading_has_the_size_of_its_level_unless_it_says_another():
    assert drawn("{% h2 %}Who{% endh2 %}") == '<h2 class="govuk-heading-m">Who</h2>'
    assert drawn('{% h2 size="l" id="who" %}Who{% endh2 %}') == '<h2 class="govuk-heading-l" id="who">Who</h2>'
    assert drawn('{% h3 id="seat" key=7 %}Who{% endh3 %}') == '<h3 class="govuk-heading-s" id="seat-7">Who</h3>'


def test_heading_takes_its_level_from_its_place():
    html = drawn('{% heading level|default:3 size="m" %}Who{% endheading %}', level="")
    assert html == '<h3 class="govuk-heading-m">Who</h3>'


def test_link_leads_to_a_page_by_its_name_its_arguments_and_its_query():
    html = drawn('{% link "members:person_edit" 7 seat=pk %}Change{% endlink %}', pk=3)
    assert html == f'<a class="govuk-link" href="{reverse("members:person_edit", args=[7])}?seat=3">Change</a>'


def test_link_escapes_the_address_it_is_given():
    html = drawn("{% link href=address %}Go{% endlink %}", address='/x/?a=1&b="2"')
    assert html == '<a class="govuk-link" href="/x/?a=1&amp;b=&quot;2&quot;">Go</a>'


def test_link_may_take_three_lines_of_a_template():
    html = drawn('{% link href="/x/" %}\n  {{ name }}\n{% endlink %}', name="A & B")
    assert html == '<a class="govuk-link" href="/x/">A &amp; B</a>'


def test_tab_that_is_open_says_so():
    tab = '{% tab here "people" "members:person_list" %}People{% endtab %}'
    assert 'aria-current="page">People</a>' in drawn(tab, here="people")
    assert "current" not in drawn(tab, here="seats")


def test_button_link_has_its_tone():
    html = drawn('{% button_link href="/x/" tone="secondary" %}Go{% endbutton_link %}')
    assert html == '<a class="govuk-button govuk-button--secondary" href="/x/">Go</a>'


def test_button_has_its_size():
    html = drawn('{% button_link href="/x/" size="large" %}Go{% endbutton_link %}')
    assert html == '<a class="govuk-button app-button--large" href="/x/">Go</a>'
    html = drawn('{% submit tone="secondary" size="small" %}Go{% endsubmit %}')
    assert 'class="govuk-button govuk-button--secondary app-button--small">Go</button>' in html


def test_heading_can_contain_plain_text():
    html = drawn("{% h3 %}Chair {% light %} (shared) {% endlight %}{% endh3 %}")
    assert '<span class="govuk-!-font-weight-regular">(shared)</span></h3>' in html


def test_submit_says_which_button_was_pressed():
    assert drawn("{% submit %}Save{% endsubmit %}") == '<button type="submit" class="govuk-button">Save</button>'
    html = drawn('{% submit tone="warning" name="then" value="next" %}Save{% endsubmit %}')
    assert (
        html
        == '<button type="submit" class="govuk-button govuk-button--warning" name="then" value="next">Save</button>'
    )


def test_post_button_carries_the_token_and_names_its_object():
    html = drawn('{% post_button href="/x/" label="Remove" tone="secondary" about="Minute 4" %}', csrf_token="abc")
    assert '<form method="post" action="/x/"' in html
    assert 'name="csrfmiddlewaretoken" value="abc"' in html
    assert 'class="govuk-button govuk-button--secondary"' in html
    assert '<span class="govuk-visually-hidden"> Minute 4</span>' in html


def test_back_link_says_back_unless_it_has_a_label():
    assert ">Back</a>" in drawn('{% back_link "members:person_list" %}')
    assert ">People</a>" in drawn('{% back_link "members:person_list" label="People" %}')


def test_row_names_a_value():
    html = drawn('{% row "Who" %}{{ name }}{% endrow %}', name="Moira & Co")
    assert '<dt class="govuk-summary-list__key">Who</dt>' in html
    assert '<dd class="govuk-summary-list__value">Moira &amp; Co</dd>' in html


def test_figure_says_what_it_is_of_and_when_it_was_counted():
    html = drawn('{% figure 0 "seats held" base="of 12" period="today" %}')
    assert '<span class="app-figure__number">0</span>' in html
    assert '<span class="app-figure__note">of 12, today</span>' in html
    assert "app-figure__note" not in drawn('{% figure 3 "seats" %}')


def test_key_figure_is_a_number_and_its_words():
    html = drawn("{% key_figure 7 %}\n  issues raised\n{% endkey_figure %}")
    assert html == "<li><strong>7</strong> <span>issues raised</span></li>"


def test_details_open_under_their_title():
    html = drawn('{% details "How we count" %}Once each.{% enddetails %}')
    assert '<span class="govuk-details__summary-text">How we count</span>' in html
    assert '<div class="govuk-details__text">Once each.</div>' in html
    assert '<span class="govuk-visually-hidden"> of version 3</span></span>' in drawn(
        '{% details "Words" about="of version 3" %}B{% enddetails %}'
    )
    assert '<details class="govuk-details" open>' in drawn('{% details "A" is_open=True %}B{% enddetails %}')


def test_warning_is_said_in_a_word_too():
    html = drawn('{% warning "Warning" %}This cannot be undone.{% endwarning %}')
    assert '<span class="govuk-visually-hidden">Warning</span> This cannot be undone.' in html


TABLE = """
{% table caption="Themes" %}
  {% column "Theme" %}
  {% column "Issues" number=True %}
  {% if is_staff %}{% column "Do" %}{% endif %}
  {% for name, issues in themes %}
    {% tr %}
      {% th %}{{ name }}{% endth %}
      {% td %}{{ issues }}{% endtd %}
      {% if is_staff %}{% td %}Change{% endtd %}{% endif %}
    {% endtr %}
  {% endfor %}
{% endtable %}
"""


def test_every_cell_repeats_the_name_of_its_column():
    html = drawn(TABLE, themes=[("Travel", 4), ("<Speech>", 2)], is_staff=False)
    assert html.count('<td data-label="Issues" class="app-number">') == 2
    assert '<th scope="row">&lt;Speech&gt;</th>' in html
    assert html.count('<th scope="col"') == 2


def test_column_that_is_not_shown_moves_no_other():
    html = drawn(TABLE, themes=[("Travel", 4), ("Speech", 2)], is_staff=True)
    assert html.count('<td data-label="Do">Change</td>') == 2
    assert html.count('<td data-label="Issues" class="app-number">') == 2
    assert '<thead><tr><th scope="col">Theme</th><th scope="col" class="app-number">Issues</th>' in html


def test_caption_of_a_table_is_said_but_not_seen_unless_it_has_a_size():
    assert '<caption class="govuk-table__caption govuk-visually-hidden">Themes</caption>' in drawn(TABLE)
    html = drawn('{% table caption="Who came" size="m" look="app-grid" %}{% endtable %}')
    assert (
        '<table class="govuk-table app-stack app-grid"><caption class="govuk-table__caption govuk-table__caption--m">'
        in html
    )


def test_column_may_be_named_for_listeners_only():
    html = drawn('{% table %}{% column "Do" hidden=True %}{% tr %}{% td %}Go{% endtd %}{% endtr %}{% endtable %}')
    assert '<th scope="col"><span class="govuk-visually-hidden">Do</span></th>' in html
    assert '<td data-label="Do">Go</td>' in html


@pytest.mark.parametrize("words", ["title=caption", "caption"])
def test_table_refuses_what_it_does_not_know(words):
    with pytest.raises(TemplateSyntaxError, match="table takes caption, size and look"):
        Template(f"{{% table {words} %}}{{% endtable %}}")


def test_progress_and_step_read_as_two_sentences(rf):
    job = Job(state=JobState.RUNNING, progress=25, step="Step 2 of 4: laying out")
    page = drawn('{% include "components/progress.html" %}', job=job, request=rf.get("/builds/1/"))
    assert "<strong>25 per cent done</strong>. Step 2 of 4: laying out" in page


def test_job_without_a_step_shows_only_its_state(rf):
    page = drawn('{% include "components/progress.html" %}', job=Job(), request=rf.get("/builds/1/"))
    assert re.search(r"<strong>Waiting to start</strong>\s*</p>", page)


@pytest.mark.parametrize(
    "typed", ["{% p x %}a{% endp %}", "{% table %}{% tr %}{% td x %}a{% endtd %}{% endtr %}{% endtable %}"]
)
def test_what_takes_no_arguments_says_so(typed):
    with pytest.raises(TemplateSyntaxError, match="takes no arguments"):
        drawn(typed)


def test_heading_of_no_known_size_is_refused():
    with pytest.raises(ValueError, match="no size"):
        drawn('{% h2 size="xs" %}Who{% endh2 %}')
