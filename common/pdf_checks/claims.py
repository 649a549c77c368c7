"""What a file says about itself: its standard, title, language, and how it opens."""

import re

from pikepdf import Name

SHORTEST_TITLE = 9
PAGES_WITHOUT_BOOKMARKS = 4
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
TITLE = re.compile(r"<dc:title>.*?<rdf:li[^>]*>([^<]*)", re.DOTALL)


def check_claims(opened):
    """05, 06: it says that it is PDF/UA-1 and PDF/A-3a, and what its colours mean."""
    if not re.search(r"pdfuaid:part(>|=\")1", opened.xmp):
        yield "05 does not claim PDF/UA-1"
    part = re.search(r"pdfaid:part(?:>|=\")(\d)", opened.xmp)
    conformance = re.search(r"pdfaid:conformance(?:>|=\")(\w)", opened.xmp)
    if not (part and conformance and part[1] + conformance[1] == "3A"):
        yield "06 does not claim PDF/A-3a"
    if "/OutputIntents" not in opened.pdf.Root:
        yield "06 has no output intent for its colours"


def check_title(opened):
    """06, 07: a title that a person would give, shown in the window instead of the file's name."""
    title = TITLE.search(opened.xmp)
    words = title[1].strip() if title else ""
    if len(words) < SHORTEST_TITLE or words.lower().endswith((".pdf", ".html", ".docx")):
        yield f"06 title is missing, short or a file name: {words!r}"
    if not opened.pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "07 shows the file's name instead of its title"


def check_language(opened):
    """11: the language of the text is known."""
    if not LANGUAGE.fullmatch(str(opened.pdf.Root.get("/Lang", ""))):
        yield "11 language is missing or not a language"


def check_marked(opened):
    """06, 09, 26: it says that it is tagged, keys follow the tags, and nothing is locked."""
    if not opened.pdf.Root.get("/MarkInfo", {}).get("/Marked", False):
        yield "06 does not say that it is tagged"
    if opened.pdf.is_encrypted:
        yield "26 is encrypted"
    for number, page in enumerate(opened.pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != Name.S:
            yield f"09 tab order does not follow the tags, page {number}"


def check_bookmarks(opened):
    """27: a document that is long enough to get lost in has bookmarks."""
    if len(opened.pdf.pages) > PAGES_WITHOUT_BOOKMARKS:
        with opened.pdf.open_outline() as outline:
            if not list(outline.root):
                yield "27 has no bookmarks"


def check_scripts(opened):
    """29, and ours: nothing runs, and no file is carried along."""
    names = opened.pdf.Root.get("/Names", {})
    if "/JavaScript" in names or "/AA" in opened.pdf.Root:
        yield "29 has a script"
    if "/EmbeddedFiles" in names or "/AF" in opened.pdf.Root:
        yield "29 carries other files"
