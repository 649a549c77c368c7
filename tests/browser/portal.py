"""A portal served by threads of the test's own process, over a copy of the sample year and on its day."""

import contextlib
import threading

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread

from accounts.models import User
from common import clock
from tests.factories.accounts import PASSWORD
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

MAIL = "marlshire.example"
# Signed in with password and authenticator app, as everybody of the staff is without sample data.
BOTH_FACTORS = "thomas"
# Seconds in which a connection that the browser has closed is noticed.
PATIENCE = 10


class Portal:
    """One running portal: its address, and browser contexts signed in as people of the sample year."""

    def __init__(self, url, new_context):
        self.url, self._new_context = url, new_context
        self._contexts, self._shared = [], {}

    def address(self, path):
        return f"{self.url}{path}"

    def session_of(self, who):
        """Return the session cookie of a person of the sample year: signed in by one click, or with both factors."""
        user, client = User.objects.get(email=f"{who}@{MAIL}"), Client()
        if who == BOTH_FACTORS:
            user.set_password(PASSWORD)
            user.save(update_fields=["password"])
            sign_in(client, user)
        else:
            client.post("/sign-in/sample/", {"user": user.pk})
        return client.cookies["session"].value

    def context(self, who="", **options):
        """Return a new browser context, signed in as somebody: `who` is the first name, none for a visitor."""
        context = self._new_context(base_url=self.url, **options)
        if who:
            context.add_cookies([{"name": "session", "value": self.session_of(who), "url": self.url}])
        self._contexts.append(context)
        return context

    def shared_page(self, who="", script=""):
        """Return the browser page of a person that many tests share, with a script put into all it will open.

        A page of its own for each test is a process of its own, and the same long script handed to it again: that
        took half of the time.
        """
        if who not in self._shared:
            context = self.context(who)
            context.add_init_script(script)
            self._shared[who] = context.new_page()
        page = self._shared[who]
        # What the last look still fetches is its own: cut off by the next page, it would be heard as a fault of that.
        page.evaluate("document.fonts.ready.then(() => true)")
        page.emulate_media(color_scheme="light")
        return page

    def close(self):
        """Close every context, and with it the connections that the browser keeps for the next page."""
        for context in self._contexts:
            context.close()


class Server(ThreadedWSGIServer):
    """Remembers its threads: one that outlived its portal would go on in whatever database comes next."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.threads = []

    def process_request_thread(self, request, client_address):
        self.threads.append(threading.current_thread())
        super().process_request_thread(request, client_address)

    def wait_for_threads(self):
        """Wait until the last thread has ended; raise AssertionError where one does not."""
        for thread in self.threads:
            thread.join(PATIENCE)
        assert not any(thread.is_alive() for thread in self.threads), "a browser kept its connection"


class Serving(LiveServerThread):
    server_class = Server


@contextlib.contextmanager
def served():
    """Serve the portal on a free port; yield its address."""
    thread = Serving("127.0.0.1", static_handler=StaticFilesHandler)
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    try:
        if thread.error:
            raise thread.error
        yield f"http://127.0.0.1:{thread.port}"
    finally:
        thread.terminate()
        thread.httpd.wait_for_threads()


@contextlib.contextmanager
def running_portal(sample_year, browser, moment=AS_OF):
    """Run a portal over a fresh copy of the sample year."""
    with (
        sample_year.copied() as copy,
        copy.opened(ROOT_URLCONF="tests.browser.urls"),
        clock.frozen_everywhere(moment),
        served() as url,
        override_settings(SITE_URL=url),
    ):
        portal = Portal(url, browser.new_context)
        try:
            yield portal
        finally:
            portal.close()
