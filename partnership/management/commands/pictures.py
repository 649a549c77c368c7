"""`manage.py pictures DIR`: pictures of the main pages as each role, from a portal that `./run` is serving."""

import io
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from PIL import Image

from answers.models import Presentation
from common import clock
from common.documents import read_document
from issues.models import Issue
from issues.rules import IssueStatus
from meetings.models import Meeting
from meetings.rules import MeetingStatus
from partnership.bootstrap.testing import CHROMIUM
from reports.models import BuildFile
from reports.rules import ReportKind, Variant

try:
    from playwright.sync_api import sync_playwright
except ImportError:  # the package comes with the tests
    sync_playwright = None

ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-sync"]
WIDE, NARROW, TALLEST = 1280, 320, 1800
COLOURS = 128
# The annual report's page that has the year on it.
PDF_PAGE, PDF_WIDTH = 3, 800


def pages():
    """Return [(name, who, address, width)]: who is the sample person's name, or nothing for anybody."""
    issue = Issue.objects.published().filter(status=IssueStatus.CLOSED, theme__isnull=False).order_by("pk").first()
    meeting = Meeting.objects.filter(status=MeetingStatus.APPROVED).order_by("-starts_at").first()
    waiting = Presentation.objects.overdue(clock.today()).order_by("pk").first() or Presentation.objects.first()
    return [
        ("home", "", "/", WIDE),
        ("home-phone", "", "/", NARROW),
        ("raise", "", "/issues/raise/what/", WIDE),
        ("raise-phone", "", "/issues/raise/what/", NARROW),
        ("issue", "", issue.get_absolute_url(), WIDE),
        ("issue-phone", "", issue.get_absolute_url(), NARROW),
        ("you-said", "", "/you-said-we-did/", WIDE),
        ("meeting", "", meeting.get_absolute_url(), WIDE),
        ("terms", "", "/terms/", WIDE),
        ("coordinator", "Moira Tallis", "/staff/", WIDE),
        ("officer", "Owen Fellgate", f"/officer/presentations/{waiting.reference}/", WIDE),
        ("answer", "Owen Fellgate", f"/officer/presentations/{waiting.reference}/items/1/", WIDE),
        ("board", "Dorothea Finchley", "/board/", WIDE),
        ("report", "Dorothea Finchley", report_of(ReportKind.BOARD).get_absolute_url(), WIDE),
        ("member", "Grace Winterbourne", "/my/", WIDE),
    ]


def file_of(kind):
    """Return the PDF that was agreed of the newest published report of a kind."""
    files = BuildFile.objects.filter(build__report__kind=kind, build__report__published_on__isnull=False)
    newest = files.filter(variant=Variant.STANDARD).order_by("-build__report__published_on", "-build__number")
    return newest.select_related("document", "build__report")[0]


def report_of(kind):
    return file_of(kind).build.report


class Command(BaseCommand):
    help = "Takes pictures of the main pages as each role; ./run must be serving the sample year."

    def add_arguments(self, parser):
        parser.add_argument("directory", type=Path)
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the portal is served")

    def handle(self, *args, directory, address, **options):
        chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
        if sync_playwright is None or chromium is None:
            raise CommandError("Pictures need Chromium and the packages of the tests: run ./test once.")
        directory.mkdir(parents=True, exist_ok=True)
        wanted = pages()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for name, who, path, width in wanted:
                context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
                self.take(context.new_page(), who, path, directory / f"{name}.png")
                context.close()
            browser.close()
        self.draw_pdf(directory / "pdf.png")

    def take(self, page, who, path, file):
        """Sign in, open the page, and save the top of it in few colours."""
        if who:
            page.goto("/sign-in/sample/")
            page.get_by_role("button", name=who).first.click()
        page.goto(path)
        picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
        self.save(picture.crop((0, 0, picture.width, min(picture.height, TALLEST))), file)

    def draw_pdf(self, file):
        """Draw one page of the annual report, where poppler's pdftoppm is installed."""
        if shutil.which("pdftoppm") is None:
            self.stdout.write(f"{file.name}: left out, pdftoppm is not installed (apt-get install poppler-utils)")
            return
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder, "report.pdf")
            source.write_bytes(read_document(file_of(ReportKind.ANNUAL).document))
            pages = ["-f", str(PDF_PAGE), "-l", str(PDF_PAGE), "-singlefile"]
            size = ["-scale-to-x", str(PDF_WIDTH), "-scale-to-y", "-1"]
            subprocess.run(["pdftoppm", "-png", *pages, *size, source, source.with_suffix("")], check=True)
            self.save(Image.open(source.with_suffix(".png")), file)

    def save(self, picture, file):
        picture.convert("RGB").quantize(COLOURS).save(file, optimize=True)
        self.stdout.write(f"{file.name}: {file.stat().st_size // 1024} KB")
