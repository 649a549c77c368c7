"""What must hold on a page: each check returns what is wrong in plain lines, none where all is well."""

import contextlib
import json

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

OVERFLOWING = """() => {
    const width = document.documentElement.clientWidth
    if (document.scrollingElement.scrollWidth <= width) return []
    const found = [...document.querySelectorAll('body *')]
        .filter(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.app-scroll > *'))
    return found.length ? found.slice(0, 3).map(e => e.outerHTML.slice(0, 120)) : ['something']
}"""
CUT = """() => [...document.querySelectorAll('body *')]
    .filter(e => !e.children.length && e.textContent.trim() && e.getClientRects().length)
    .filter(e => !e.closest('.govuk-skip-link, .govuk-visually-hidden, [hidden], option, svg, textarea'))
    .filter(e => getComputedStyle(e).overflow !== 'visible')
    .filter(e => e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""
SMALL_TARGETS = """() => [...document.querySelectorAll(
        'button, input:not([type=hidden]), select, textarea, summary, nav a, .govuk-button, [role=button]')]
    .filter(e => e.getClientRects().length)
    .map(e => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width < 24 || box.height < 24)
    .map(([e, box]) => `${e.outerHTML.slice(0, 100)} ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
SET_STYLE = """text => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [sheet]
}"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""
DOUBLE = "html { font-size: 200% !important }"


@contextlib.contextmanager
def watched(page):
    """Give the list of what goes wrong on a page within the block: errors, refused content, failed answers."""
    wrong = []

    def hear(message):
        if message.type in {"error", "warning"}:
            wrong.append(f"console {message.type}: {message.text}")

    def look(response):
        if response.status >= 400:
            wrong.append(f"{response.status} {response.url}")

    listeners = {
        "console": hear,
        "pageerror": lambda error: wrong.append(f"script error: {error}"),
        "requestfailed": lambda request: wrong.append(f"failed: {request.url}"),
        "response": look,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield wrong
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


def use_axe(page, source):
    """Put axe-core into a page. It is run by the debugger, so the page's policy on scripts stays as it is."""
    page.evaluate(source)


def axe_violations(page):
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']}).then(found => found.violations)", TAGS
    )
    return [_words_of(violation) for violation in found]


def _words_of(violation):
    node = violation["nodes"][0]
    reasons = [reason["message"] for reason in (*node["any"], *node["all"], *node["none"])]
    return f"axe {violation['id']} x {len(violation['nodes'])}: {node['target']} {node['html'][:160]} {reasons[:2]}"


def overflows(page):
    found = page.evaluate(OVERFLOWING)
    return [f"wider than {page.viewport_size['width']}: {element}" for element in found]


def headings(page):
    count = page.locator("h1").count()
    return [] if count == 1 else [f"{count} headings of level 1"]


def small_targets(page):
    return [f"smaller than 24: {target}" for target in page.evaluate(SMALL_TARGETS)]


def cut(page, style):
    """Return what is cut off or sticks out once `style` is put on the page; the page is as before afterwards."""
    page.evaluate(SET_STYLE, style)
    found = [f"cut with {json.dumps(style[:20])}: {element}" for element in page.evaluate(CUT)]
    found += [f"{line} with {json.dumps(style[:20])}" for line in overflows(page)]
    page.evaluate(SET_STYLE, "")
    return found
