"""Somebody at the portal: they follow links, fill in forms, and press buttons. No script is needed."""

import re

from playwright.sync_api import expect


class Hands:
    """One person with one browser; `name` signs in by one click as somebody of the sample year."""

    def __init__(self, portal, name="", **options):
        self.context = portal.context(**options)
        self.page = self.context.new_page()
        if name:
            self.go("/sign-in/sample/")
            self.press(name)

    def go(self, path):
        self.page.goto(path)
        return self

    def follow(self, text):
        """Follow a link of the page's main part."""
        self.page.locator("main").get_by_role("link", name=text).first.click()
        return self

    def press(self, text):
        """Press a button of the page's main part."""
        self.page.locator("main").get_by_role("button", name=text).first.click()
        self.expect_no_error()
        return self

    def press_in(self, part_text, text):
        """Press a button in the part that says something."""
        self.page.locator("main :is(article, .app-card)", has_text=part_text).get_by_role("button", name=text).click()
        self.expect_no_error()
        return self

    def fill(self, name, text):
        """Type into the field of that name: names stay when its label is put in better words."""
        self.page.locator(f"main [name={name}]").fill(text)
        return self

    def fill_date(self, name, day):
        for part, number in (("day", day.day), ("month", day.month), ("year", day.year)):
            self.page.locator(f"main [name={name}_{part}]").fill(str(number))
        return self

    def choose(self, name, value=""):
        """Tick a box, or choose one of several."""
        self.page.locator(f"main [name={name}]" + (f"[value={value!r}]" if value else "")).check()
        return self

    def select(self, name, text="", **option):
        self.page.locator(f"main select[name={name}]").select_option(**({"label": text} if text else option))
        return self

    def reads(self, text):
        """Wait until the page says something."""
        expect(self.page.locator("main")).to_contain_text(text)
        return self

    def does_not_read(self, text):
        expect(self.page.locator("main")).not_to_contain_text(text)
        return self

    def value_of(self, label):
        """Return what stands beside a label of a summary list."""
        row = self.page.locator(".govuk-summary-list__row", has_text=label)
        return row.locator(".govuk-summary-list__value").inner_text()

    def expect_no_error(self):
        expect(self.page.locator("main h1").first).to_be_visible()
        expect(self.page.locator(".govuk-error-summary")).to_have_count(0)

    def download(self, text):
        """Follow a link to a file, and return its bytes and the name it came with."""
        with self.page.expect_download() as coming:
            self.page.locator("main").get_by_role("link", name=text).first.click()
        file = coming.value
        return file.path().read_bytes(), file.suggested_filename

    def reference_in_address(self):
        return re.search(r"[A-Z]{1,6}-\d+", self.page.url)[0]

    def leave(self):
        self.context.close()
