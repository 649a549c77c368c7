"""Text that tries to make a PDF read files or call addresses: zero fetches, no bytes of them."""

import http.server
import io
import re
import socket
import threading
import zlib

import pikepdf
import pypdf
import pytest
from django.conf import settings
from PIL import Image

from common.pdf import writing
from common.pdf.assets import FONTS, NAMES
from tests.common.pdf_example import build, small

MARK = b"canary-7f31c0"
PROFILE = '<style>@color-profile --evil {{ src: url("{url}"); }}</style>'
SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
VECTORS = {
    "image": '<img src="{url}" alt="A picture of somewhere else">',
    "image set": '<img srcset="{url} 2x" alt="A picture of somewhere else">',
    "object": '<object data="{url}">x</object>',
    "embed": '<embed src="{url}">',
    "frame": '<iframe src="{url}"></iframe>',
    "video poster": '<video poster="{url}"></video>',
    "picture button": '<input type="image" src="{url}">',
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "attachment of the document": '<link rel="attachment" href="{url}" title="x">',
    "attachment of a link": '<p><a rel="attachment" href="{url}">x</a></p>',
    "icon": '<link rel="icon" href="{url}">',
    "import by address": "<style>@import url({url});</style>",
    "import by string": '<style>@import "{url}" print;</style>',
    "page background": '<style>@page {{ background: url("{url}"); }}</style>',
    "font": '<style>@font-face {{ font-family: Evil; src: url("{url}"); }}</style><p style="font-family: Evil">x</p>',
    "local font": '<style>@font-face {{ font-family: E; src: local("DejaVu Sans"), url("{url}"); }}</style>',
    "background": "<p style=\"background-image: url('{url}')\">x</p>",
    "list mark": "<ul style=\"list-style-image: url('{url}')\"><li>x</ul>",
    "content": "<style>p::before {{ content: url('{url}'); }}</style><p>x</p>",
    "border": "<p style=\"border: 1px solid; border-image-source: url('{url}')\">x</p>",
    "mask": "<p style=\"mask-image: url('{url}'); cursor: url('{url}')\">x</p>",
    "base": '<base href="{url}"><img src="other.png" alt="A picture of somewhere else">',
    "drawing: image": "<svg {svg}><title>A drawing of nothing</title><image xlink:href='{url}' width='9'/></svg>",
    "drawing: use": "<svg {svg}><title>A drawing of nothing</title><use href='{url}#a'/></svg>",
    "drawing: style": "<svg {svg}><title>A drawing of nothing</title><style>@import '{url}';</style><rect/></svg>",
    "drawing: font": "<svg {svg}><title>A drawing of nothing</title><style>@font-face{{font-family:E;src:url('{url}')}}"
    "</style><text font-family='E'>x</text></svg>",
    "drawing: fill": "<svg {svg}><title>A drawing of nothing</title><rect fill=\"url('{url}#a')\" width='9'/></svg>",
    "refresh": '<meta http-equiv="refresh" content="0;url={url}">',
}


def canary():
    """Return a picture with a mark in it that survives being copied."""
    out = io.BytesIO()
    Image.new("RGB", (3, 3), "red").save(out, "PNG")
    return out.getvalue() + MARK


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers every request, the first one of each pair with a redirect, and keeps what was asked for."""

    def do_GET(self):
        self.server.asked.append(self.path)
        if self.path == "/redirect":
            self.send_response(302)
            self.send_header("Location", "/canary.png")
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(canary())

    def log_message(self, *arguments):
        """Say nothing."""


@pytest.fixture(scope="module")
def server():
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


@pytest.fixture
def addresses(server, tmp_path):
    file = tmp_path / "canary.png"
    file.write_bytes(canary())
    host = f"127.0.0.1:{server.server_port}"
    server.asked.clear()
    return {
        "http": f"http://{host}/canary.png",
        "redirect": f"http://{host}/redirect",
        "no scheme": f"//{host}/canary.png",
        "file": file.as_uri(),
        "path": str(file),
        "data": "data:text/plain;base64,Y2FuYXJ5LTdmMzFjMA==",
        "out of the assets": f"asset:../../../../../../..{file}",
        "asset that is a file": f"asset:{file}",
    }


@pytest.fixture
def refused(monkeypatch):
    """What the fetcher was asked for and did not give."""
    found = []
    original = writing.AssetFetcher.__init__

    def remember(fetcher):
        original(fetcher)
        fetcher.refused = found

    monkeypatch.setattr(writing.AssetFetcher, "__init__", remember)
    return found


def everything_in(data):
    """Return all that a file holds, with each stream unpacked."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        text = repr([thing for thing in pdf.objects if not isinstance(thing, pikepdf.Stream)]).encode()
    return b"".join([data, text, *streams])


def assert_untouched(data, server):
    inside = everything_in(data)
    assert server.asked == []
    assert MARK not in inside
    assert b"/EmbeddedFile" not in inside
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pictures = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
        ]
    assert pictures == []


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_is_fetched(vector, addresses, server):
    body = "".join(VECTORS[vector].format(url=url, svg=SVG) for url in addresses.values())
    assert_untouched(small(body), server)


def test_a_colour_profile_stops_the_build(addresses, server):
    """The engine does not go on without one; nothing of ours names any."""
    with pytest.raises(OSError, match="AddressRefused"):
        small(PROFILE.format(url=addresses["http"]))
    assert server.asked == []


def test_the_attacks_do_reach_the_fetcher(addresses, server, refused):
    small("".join(markup.format(url=addresses["http"], svg=SVG) for markup in VECTORS.values()))
    assert refused.count(addresses["http"]) >= 5
    assert server.asked == []


def test_no_connection_is_even_tried(monkeypatch, addresses):
    def refuse(*arguments, **more):
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    small("".join(markup.format(url=addresses["http"], svg=SVG) for markup in VECTORS.values()))


def test_the_engines_own_fetcher_would_have_called_out(addresses, server):
    """If this fails the attacks above prove nothing."""
    page = writing.weasyprint.HTML(string=f'<img src="{addresses["redirect"]}">')
    page.render()
    assert server.asked == ["/redirect", "/canary.png"]


def test_the_same_attacks_as_peoples_text_are_printed_as_typed(addresses, server):
    typed = "\n\n".join(markup.format(url=addresses["http"], svg=SVG) for markup in VECTORS.values())
    data = build("typed.html", {"typed": typed + "{{ settings.SECRET_KEY }} {% load x %}"})
    assert_untouched(data, server)
    text = "".join("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    assert text.count('<imgsrc="http://127.0.0.1') == 2
    assert text.count("{{settings.SECRET_KEY}}{%loadx%}") == 2


@pytest.mark.parametrize("url", ["asset:pdf/base.css", "asset:fonts/atkinson-hyperlegible-next-latin-400-normal.woff2"])
def test_our_own_assets_are_served(url):
    assert writing.AssetFetcher().fetch(url).read()


@pytest.mark.parametrize(
    "url",
    [
        "pdf/base.css",
        "asset:pdf/../pdf/base.css",
        "asset:/pdf/base.css",
        "asset:pdf/base.css?x",
        "ASSET:pdf/base.css",
        "asset:portal.css",
        "file:///etc/passwd",
        "ftp://example.org/",
        "",
    ],
)
def test_nothing_else_is_served(url):
    with pytest.raises(ValueError):  # noqa: PT011 - the engine's base class for what it may go on without
        writing.AssetFetcher().fetch(url)


def test_a_build_reads_no_asset_that_is_not_named(monkeypatch):
    served = []
    original = writing.AssetFetcher.fetch
    monkeypatch.setattr(
        writing.AssetFetcher,
        "fetch",
        lambda fetcher, url, headers=None: served.append(url) or original(fetcher, url, headers),
    )
    build()
    assert {url.removeprefix("asset:") for url in served} == NAMES - {"pdf/large.css"}
    assert set(FONTS) < NAMES


def test_search_looks_inside_compressed_streams():
    """The search for the mark must find it in a packed stream, or it proves nothing."""
    pdf = pikepdf.new()
    pdf.Root.Hidden = pdf.make_stream(zlib.compress(MARK), Filter=pikepdf.Name.FlateDecode)
    out = io.BytesIO()
    pdf.save(out)
    assert MARK not in out.getvalue()
    assert MARK in everything_in(out.getvalue())


def test_pdf_engine_is_imported_in_one_place():
    """Idea 7 of the house style: a second import would be a second fetcher to get wrong.

    `bench/` measures the engine alone, over HTML that the portal has prepared already.
    """
    importing = {
        path.relative_to(settings.BASE_DIR).parts[:2]
        for app in settings.BASE_DIR.iterdir()
        if app.is_dir() and app.name.isidentifier() and app.name not in {"bench", "tests", "var", "node_modules"}
        for path in app.rglob("*.py")
        if re.search(r"^\s*(import|from) weasyprint", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert importing == {("common", "pdf")}
