"""The main pages by keyboard alone, without JavaScript, in forced colours, without motion."""

import pytest

from tests.browser import checks
from tests.browser.pages import PAGES

pytestmark = pytest.mark.browser
MAIN = (
    "home",
    "issues.issue_list",
    "issues.issue_step-what",
    "issues.issue_step-sharing",
    "issues.issue_detail",
    "answers.you_said",
    "consultations.consultation_respond",
    "meetings.meeting_detail-held",
    "members.member_list",
    "governance.terms",
    "reports.report_detail",
    "my_home-grace",
    "staff_home-moira",
    "issues.staff_issue_detail-moira",
    "meetings.attendance_record-moira",
    "answers.answer_write-priya",
    "reports.report_detail-dorothea-board",
)
BY_NAME = {str(page): page for page in PAGES}
main_pages = pytest.mark.parametrize("name", MAIN)

NUMBER_FOCUSABLE = """() => {
    const groups = new Set()
    let count = 0
    for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
        if (e.disabled || e.type === 'hidden' || e.tabIndex < 0 || !e.checkVisibility()) continue
        if (e.type === 'radio') {
            const group = `${e.form && [...document.forms].indexOf(e.form)} ${e.name}`
            if (groups.has(group)) continue
            groups.add(group)
        }
        count += 1
    }
    return count
}"""
FOCUSED = """() => {
    const e = document.activeElement
    if (!e || e === document.body) return null
    const style = getComputedStyle(e), label = e.labels && e.labels[0]
    const drawn = [style, ...(label ? [getComputedStyle(label, '::before')] : [])]
    const box = e.getBoundingClientRect()
    const top = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20))
    e.dataset.seen = Number(e.dataset.seen || 0) + 1
    return {
        text: e.outerHTML.slice(0, 120),
        again: e.dataset.seen > 1,
        ring: drawn.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 || s.boxShadow !== 'none'),
        seen: !!top && (top === e || e.contains(top) || top.contains(e)
            || !!e.labels && [...e.labels].some(l => l === top || l.contains(top))),
    }
}"""
MOVING = """() => [...document.querySelectorAll('*')].filter(e => {
    const style = getComputedStyle(e)
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none'
}).map(e => e.outerHTML.slice(0, 100))"""
INVISIBLE_IN_FORCED_COLOURS = """() => [...document.querySelectorAll(
        'button, input:not([type=hidden]), select, textarea')]
    .filter(e => e.checkVisibility() && !['radio', 'checkbox', 'file'].includes(e.type))
    .filter(e => {
        const style = getComputedStyle(e)
        return style.borderStyle === 'none' && style.outlineStyle === 'none' && style.textDecorationLine === 'none'
    }).map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture
def opened(portal):
    """`opened(name, **options)` opens a main page in a context of its own."""
    contexts = []

    def open_one(name, **options):
        context = portal.context(BY_NAME[name].who, **options)
        contexts.append(context)
        page = context.new_page()
        BY_NAME[name].open(page)
        return page

    yield open_one
    for context in contexts:
        context.close()


@main_pages
def test_every_control_is_reached_by_keyboard_with_visible_focus(name, opened):
    page = opened(name, viewport={"width": 1280, "height": 900})
    count = page.evaluate(NUMBER_FOCUSABLE)
    stops = []
    for _number in range(count + 1):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["again"]:
            break
        stops.append(stop)
    assert "govuk-skip-link" in stops[0]["text"]
    assert len(stops) == count
    assert [stop["text"] for stop in stops if not stop["ring"]] == []
    assert [stop["text"] for stop in stops if not stop["seen"]] == []


def test_skip_link_skips_the_menu(opened):
    page = opened("home")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


@main_pages
def test_without_javascript_a_page_is_the_same(name, opened):
    with_script, without = opened(name), opened(name, java_script_enabled=False)
    for part in ("main h1", "header nav >> visible=true"):
        assert without.locator(part).all_inner_texts() == with_script.locator(part).all_inner_texts() != []
    assert without.locator("main :is(form, table, .govuk-button)").count() == (
        with_script.locator("main :is(form, table, .govuk-button)").count()
    )
    assert without.locator("main [hidden]").count() == 0


@main_pages
def test_nothing_moves_when_reduced_motion_is_set(name, opened):
    assert opened(name, reduced_motion="reduce").evaluate(MOVING) == []


@main_pages
def test_controls_keep_their_edges_in_forced_colours(name, opened):
    page = opened(name, forced_colors="active", viewport={"width": 320, "height": 640})
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert page.evaluate(INVISIBLE_IN_FORCED_COLOURS) == []
    assert checks.overflows(page) == []


@pytest.mark.parametrize("name", ["home", "issues.issue_step-what", "issues.issue_detail", "staff_home-moira"])
@pytest.mark.parametrize("colour", ["light", "calm", "dark"])
def test_page_works_with_the_readers_text_size_and_colours(name, colour, opened, axe):
    page = opened(name, viewport={"width": 320, "height": 640})
    page.get_by_label("Largest", exact=True).check()
    page.locator(f"footer input[value={colour}]").check()
    page.get_by_role("button", name="Change how it looks").click()
    page.wait_for_selector(f"html.app-size-largest.app-colour-{colour}")
    checks.use_axe(page, axe)
    assert checks.overflows(page) + checks.cut(page, checks.SPACING) + checks.axe_violations(page) == []
