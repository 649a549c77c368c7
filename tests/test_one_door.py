"""Every file that is sent goes through one field and one check, and every file that is kept through one kit."""

import ast
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.db.models import FileField

from common.documents import DocumentField
from tests.test_layers import ROOT, modules

FIELDS = {"FileField", "ImageField", "FilePathField", "FileInput", "ClearableFileInput"}
STORAGE = {"default_storage", "storages", "FileSystemStorage", "FileResponse"}
UPLOADS = {"FILES", "temporary_file_path", "_upload"}
OF_A_FILE = {"open", "path", "url", "read", "save", "delete", "storage", "chunks"}
WORDS = FIELDS | STORAGE | UPLOADS
# The kit, by what each part of it may use. Programs that set a machine up run before Django, on its own files.
HOMES = {
    "common/documents/": WORDS | {"open", "file"},
    "common/backups/": {"default_storage", "open", "FileField"},
    "common/storage.py": {"FileSystemStorage", "open"},
    "common/models/texts.py": {"FileField"},
    "common/sizes.py": {"FileField"},
    "accounts/forms/imports.py": {"FileInput"},
    "common/templatetags/portal.py": {"FileInput"},
    "partnership/bootstrap/": {"open"},
}


def words_of(text):
    """Yield (line, word) of all that opens, keeps, deletes or receives a file in a module."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom | ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name in WORDS)
        elif isinstance(node, ast.Name) and node.id in (FIELDS | STORAGE | {"open"}):
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            if node.attr in WORDS:
                yield node.lineno, node.attr
            elif getattr(node.value, "attr", "") == "file" and node.attr in OF_A_FILE:
                yield node.lineno, "file"
            elif node.attr == "open" and getattr(node.value, "id", "") in {"os", "io", "codecs"}:
                yield node.lineno, "open"


def elsewhere(place, text):
    """Return what a module does with files that is not for it to do."""
    allowed = set().union(*(words for home, words in HOMES.items() if place.startswith(home)))
    return [f"{place}:{line} {word}" for line, word in words_of(text) if word not in allowed]


def all_forms():
    """Return every class of form there is once every module is read, but for those of the tests."""
    for path in modules():
        place = path.relative_to(ROOT).with_suffix("")
        if "forms" in place.as_posix() or "pages" in place.parts:
            import_module(".".join(place.parts).removesuffix(".__init__"))
    found, waiting = set(), [forms.BaseForm]
    while waiting:
        children = set(waiting.pop().__subclasses__()) - found
        found |= children
        waiting += children
    return {form for form in found if not form.__module__.startswith("tests.")}


def test_every_form_takes_files_by_the_one_field():
    fields = {
        f"{form.__name__}.{name}": field
        for form in all_forms()
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.FileField)
    }
    assert {name for name, field in fields.items() if not isinstance(field, DocumentField)} == set()
    assert set(fields) == {
        "AddLineForm.receipt",
        "IssuesUploadForm.file",
        "LineForm.receipt",
        "PaperForm.file",
        "PeopleUploadForm.file",
        "SendForm.file",
        "TranscriptForm.letter",
        "UploadForm.file",
    }


def test_only_a_document_holds_a_file():
    holding = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, FileField)
    ]
    assert holding == ["common.Document.file"]


def test_nothing_but_the_kit_opens_keeps_or_receives_a_file():
    wrong = [
        one
        for path in modules()
        for one in elsewhere(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    ]
    assert wrong == []


def test_no_page_names_the_place_or_the_address_of_a_file():
    named = (".file.url", ".file.path", ".file.name", ".file.open")
    pages = (ROOT / "templates").rglob("*.*")
    wrong = [str(page) for page in pages if any(words in page.read_text(encoding="utf-8") for words in named)]
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "letter = forms.FileField()",
        "from django.forms import ImageField",
        "from django.core.files.storage import default_storage",
        "data = request.FILES['letter'].read()",
        "with open(path) as file: pass",
        "os.open(path, 0)",
        "paper.document.file.open('rb')",
        "document.file.path",
        "document.file.delete()",
        "return FileResponse(content)",
        "chosen._upload.read()",
    ],
)
def test_a_second_door_is_found(text):
    assert elsewhere("meetings/views.py", text) != []


def test_what_only_sounds_like_it_is_not():
    assert elsewhere("meetings/views.py", "Seat.objects.open()\nself.open\nfile = 1\nrequest.path") == []
