"""The checks report bad pages and accept good ones."""

import pytest

from tests.browser import checks

pytestmark = pytest.mark.browser
BAD = """<!doctype html><html lang="en"><head><title>Bad</title></head><body><main>
<h1>One</h1><h1>Two</h1><img src="data:,"><input name="nameless">
<button style="width: 20px; height: 20px; padding: 0">x</button>
<p style="width: 900px">Wide</p><p style="width: 60px; height: 20px; overflow: hidden">Much too long to be seen</p>
<script>console.error("told")</script></main></body></html>"""
GOOD = """<!doctype html><html lang="en"><head><title>Good</title></head><body><main>
<h1>One</h1><p>All is well.</p></main></body></html>"""


@pytest.fixture
def small_page(browser):
    page = browser.new_page(viewport={"width": 320, "height": 640})
    yield page
    page.close()


def show(page, html):
    with checks.watched(page) as wrong:
        page.set_content(html)
        page.evaluate("1")  # what was told while it loaded has come in before the answer to this
    return wrong


def test_checks_report_a_bad_page(small_page, axe):
    told = show(small_page, BAD)
    assert checks.headings(small_page) == ["2 headings of level 1"]
    assert len(checks.overflows(small_page)) == 1
    assert {line.rpartition(" ")[2] for line in checks.small_targets(small_page)} == {"20", "21"}
    assert "Much too long" in " ".join(checks.cut(small_page, checks.SPACING))
    assert "told" in " ".join(told)
    checks.use_axe(small_page, axe)
    found = {line.split()[1] for line in checks.axe_violations(small_page)}
    assert found >= {"image-alt", "label"}


def test_checks_report_nothing_on_a_good_page(small_page, axe):
    told = show(small_page, GOOD)
    checks.use_axe(small_page, axe)
    wrong = checks.headings(small_page) + checks.overflows(small_page) + checks.small_targets(small_page)
    wrong += checks.cut(small_page, checks.SPACING) + checks.cut(small_page, checks.DOUBLE)
    assert wrong + checks.axe_violations(small_page) + told == []


def test_checks_report_a_page_that_blocks_its_own_content(browser, portal):
    page = portal.context().new_page()
    page.route(
        "**/privacy/",
        lambda route: route.fulfill(
            body="<script>1</script>", headers={"Content-Security-Policy": "default-src 'none'"}
        ),
    )
    with checks.watched(page) as wrong:
        page.goto("/privacy/")
    assert "Content Security Policy" in " ".join(wrong)
    page.close()
