"""How dates, states and parts of pages are shown."""

import datetime as dt

import pytest
from django.template import engines
from django.template.loader import render_to_string

from common.rules import JobState
from common.templatetags import portal
from common.timeline import TimelineEntry

SUMMER = dt.datetime(2026, 8, 2, 23, 30, tzinfo=dt.UTC)
WINTER = dt.datetime(2026, 12, 2, 23, 30, tzinfo=dt.UTC)


def drawn(source, **context):
    return engines["django"].from_string("{% load portal %}" + source).render(context)


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("day", dt.date(2026, 8, 3), "3 August 2026"),
        ("day", SUMMER, "3 August 2026"),
        ("day", WINTER, "2 December 2026"),
        ("day", None, ""),
        ("weekday", dt.date(2026, 8, 3), "Monday 3 August 2026"),
        ("weekday", None, ""),
        ("moment", SUMMER, "3 August 2026, 12:30am"),
        ("moment", WINTER, "2 December 2026, 11:30pm"),
        ("moment", None, ""),
        ("hour", dt.time(14), "2pm"),
        ("hour", dt.time(10, 5), "10:05am"),
        ("hour", dt.time(12), "midday"),
        ("hour", dt.time(0), "midnight"),
        ("hour", dt.time(12, 30), "12:30pm"),
        ("hour", dt.time(0, 30), "12:30am"),
        ("hour", None, ""),
    ],
)
def test_dates_are_written_as_people_say_them(source, value, expected):
    assert drawn("{{ value|" + source + " }}", value=value) == expected


def test_a_state_is_shown_by_its_own_word():
    html = drawn("{% status_tag state %}", state=JobState.DONE)
    assert html == '<strong class="govuk-tag app-tag app-tag--good">done</strong>'


def test_a_word_given_for_a_state_is_escaped():
    assert "&lt;b&gt;" in drawn("{% status_tag 'late' label %}", label="<b>")
    assert "&lt;b&gt;" in drawn("{% tone_tag 'late' label %}", label="<b>")


def test_words_that_are_no_state_are_shown_on_a_tone():
    html = drawn("{% tone_tag 'wait' 'vacant' %}")
    assert html == '<strong class="govuk-tag app-tag app-tag--wait">vacant</strong>'


def test_a_tone_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="purple"):
        drawn("{% tone_tag 'purple' 'vacant' %}")


def test_a_tone_may_be_chosen():
    assert "app-tag--quiet" in drawn("{% status_tag 'late' 'Late' 'quiet' %}")


def test_a_timeline_tells_what_is_done_from_what_is_to_come():
    entries = [
        TimelineEntry(dt.date(2026, 7, 18), "You raised it", url="/issues/PPS-1001/"),
        TimelineEntry(dt.date(2026, 8, 3), "The council answers", is_done=False, text="It was asked to."),
    ]
    html = render_to_string("components/timeline.html", {"entries": entries})
    assert html.count("app-timeline__item--to-come") == 1
    assert "To come:" in html
    assert '<time datetime="2026-07-18">18 July 2026</time>' in html


def test_a_timeline_draws_and_names_what_is_late():
    entries = [TimelineEntry(dt.date(2026, 8, 3), "The council answers", is_done=False, is_late=True)]
    html = render_to_string("components/timeline.html", {"entries": entries})
    assert 'app-timeline__item--to-come app-timeline__item--late"' in html
    assert "late</strong> The council answers" in " ".join(html.split())
    assert "To come:" not in html


@pytest.mark.parametrize("state", JobState)
def test_progress_offers_to_check_again_until_it_ended(state, rf):
    job = {"state": state, "progress": 40, "step": "Drawing", "is_finished": state not in {"waiting", "running"}}
    html = render_to_string("components/progress.html", {"job": job}, request=rf.get("/reports/1/"))
    assert ("Check again" in html) is (state in {JobState.WAITING, JobState.RUNNING})


def test_a_table_that_stacks_is_plain_html_with_a_label_on_each_cell():
    html = render_to_string("components/table.html", {"header": ["Theme", "Issues"], "rows": [["Travel", 4]]})
    assert '<th scope="row">Travel</th>' in html
    assert '<td data-label="Issues">4</td>' in html
    assert "role=" not in html


def test_a_missing_answer_is_shown_as_not_given():
    rows = [{"label": "E-mail", "value": "", "change": "/x/"}, {"label": "What", "value": "<b>\nx"}]
    html = render_to_string("components/summary_list.html", {"rows": rows})
    assert "Not given" in html
    assert "&lt;b&gt;<br>\nx" in html
    assert html.count("Change") == 1


def test_could_not_is_shown_as_large_as_did():
    entry = {"is_public": True, "you_said": "s", "we_did": "d", "heading": "We could not, because"}
    context = {"title": "T", "entry": entry}
    html = render_to_string("answers/_entry.html", context)
    assert html.count("app-you-said__word") == 2
    assert "We could not, because" in html


def test_the_libraries_filters_are_the_ones_named_in_the_templates():
    assert {"day", "weekday", "hour", "moment", "plain_errors", "control_id", "is_optional"} <= set(
        portal.register.filters
    )
