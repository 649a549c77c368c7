"""Eight public pages in a browser on a slow phone line: what is sent, when the largest part is there, what shifts."""

import importlib.util
import os
import shutil
from contextlib import contextmanager
from urllib.request import urlopen

from bench.chromium import CHROMIUM_WORDS
from bench.jobs.apart import LeftOut, data_folder
from bench.ours import address_of
from bench.serving import one_served
from partnership.bootstrap.places import find_places
from partnership.bootstrap.testing import CHROMIUM

PAGES = ("home", "issues", "issue", "you-said-we-did", "meetings", "meeting", "consultations", "results")
DOWN, UP, DELAY = 32_000, 16_000, 100  # bytes a second, and milliseconds of a request's way
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 3, "is_mobile": True, "has_touch": True}
WARM = 6  # times that each page is asked for before, so that every process has read its templates
SEEN = """() => new Promise(done => {
    const found = {paint: 0, shift: 0}
    new PerformanceObserver(list => { found.paint = list.getEntries().at(-1).startTime })
        .observe({type: 'largest-contentful-paint', buffered: true})
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) found.shift += entry.value
    }).observe({type: 'layout-shift', buffered: true})
    setTimeout(() => done(found), 500)
})"""


def measure():
    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None or importlib.util.find_spec("playwright") is None:
        raise LeftOut("Chromium or playwright is not installed.")
    addresses = [address_of(name) for name in PAGES]
    with served() as site, browser(program) as chromium:
        for address in addresses * WARM:
            urlopen(f"{site}{address}").close()
        first = [view(line(chromium), f"{site}{address}") for address in addresses]
        visit = line(chromium)
        later = [view(visit, f"{site}{address}") for address in addresses][1:]
    return {
        "first": max(each["kb"] for each in first),
        "later": max(each["kb"] for each in later),
        "paint": max(each["paint"] for each in first) / 1000,
        "shift": max(each["shift"] for each in (*first, *later)),
        "pages": {name: [round(value, 3) for value in one.values()] for name, one in zip(PAGES, first, strict=True)},
    }


@contextmanager
def served():
    """Serve the portal as it is shipped, and give its address."""
    environ = dict(os.environ)
    with one_served(find_places(environ), "partnership.wsgi", environ, data_folder() / "served.log") as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def browser(program):
    api = importlib.import_module("playwright.sync_api")  # of the tests' packages: it may be missing
    with api.sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=program, args=CHROMIUM_WORDS)
        yield chromium
        chromium.close()


def line(chromium):
    """Return a page of somebody new, on the slow line, and the list of what is sent to it."""
    page = chromium.new_context(**PHONE).new_page()
    tools, sent = page.context.new_cdp_session(page), []
    tools.send("Network.enable")
    speed = {"offline": False, "latency": DELAY, "downloadThroughput": DOWN, "uploadThroughput": UP}
    tools.send("Network.emulateNetworkConditions", speed)
    tools.on("Network.loadingFinished", lambda told: sent.append(told["encodedDataLength"]))
    return page, sent


def view(line, address):
    page, sent = line
    sent.clear()
    page.goto(address, wait_until="networkidle", timeout=60_000)
    seen = page.evaluate(SEEN)
    return {"kb": sum(sent) / 1000, "paint": seen["paint"], "shift": seen["shift"]}
