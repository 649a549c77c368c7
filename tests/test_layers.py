"""The house has floors: an import, and a foreign key, only ever points to a lower one."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

FLOORS = (
    "common",
    "accounts",
    "members",
    "issues",
    "answers",
    "consultations",
    "meetings",
    "governance",
    "reports",
    "partnership",
)
RANK = {
    "rules": 0,
    "models": 1,
    "transitions": 1,
    "next_steps": 1,
    "services": 2,
    "tasks": 3,
    "timeline": 3,
    "evidence": 3,
    "figures": 2,
    "exceptions": 3,
    "tasks_today": 3,
    "periodic": 3,
    "panels": 3,
    "taken_back": 3,
    "forms": 3,
    "filters": 3,
    "views": 4,
    "urls": 5,
}
ROOT = Path(settings.BASE_DIR)


def modules():
    return [path for app in FLOORS for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def part_of(parts):
    """Return which kind of file a module is: `issues/services/board.py` is services, `issues/staff_views.py` views."""
    name = Path(parts[1]).stem if len(parts) > 1 else ""
    return name.rsplit("_", 1)[-1] if name.endswith(("_views", "_urls", "_forms", "_filters")) else name


def test_every_import_points_to_a_lower_floor():
    wrong = []
    for path in modules():
        floor = FLOORS.index(path.relative_to(ROOT).parts[0])
        for name, line in imports_of(path):
            target = name.split(".")[0]
            if target in FLOORS and FLOORS.index(target) > floor:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert wrong == []


def test_inside_an_app_every_import_points_down():
    wrong = []
    for path in modules():
        parts = path.relative_to(ROOT).parts
        rank = RANK.get(part_of(parts))
        for name, line in imports_of(path) if rank is not None else ():
            target = name.split(".")
            if target[0] == parts[0] and RANK.get(part_of(target), -1) > rank:
                wrong.append(f"{'/'.join(parts)}:{line} imports {name}")
    assert wrong == []


def test_every_foreign_key_points_to_a_lower_floor_or_stays_on_its_own():
    wrong = []
    for app in FLOORS[:-1]:
        for model in apps.get_app_config(app).get_models():
            for field in model._meta.get_fields():
                target = field.related_model if field.is_relation and not field.auto_created else None
                label = target._meta.app_label if target else app
                if label in FLOORS and FLOORS.index(label) > FLOORS.index(app):
                    wrong.append(f"{model._meta.label}.{field.name} points to {target._meta.label}")
    assert wrong == []


def test_nothing_is_imported_inside_a_function():
    wrong = []
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                inner = [one for one in ast.walk(node) if isinstance(one, ast.Import | ast.ImportFrom)]
                wrong += [f"{path.relative_to(ROOT)}:{one.lineno}" for one in inner]
    assert wrong == []


def test_no_signal_is_connected():
    wrong = [
        f"{path.relative_to(ROOT)}:{line} imports {name}"
        for path in modules()
        for name, line in imports_of(path)
        if ".signals" in f".{name}" or name.endswith(".receiver")
    ]
    assert wrong == []


def test_only_one_door_leads_to_the_pdf_engine():
    importers = {
        path.relative_to(ROOT).parts[:2] for path in modules() for name, _ in imports_of(path) if "weasyprint" in name
    }
    assert importers == {("common", "pdf")}


@pytest.mark.parametrize("app", FLOORS)
def test_every_app_is_installed(app):
    assert apps.is_installed(app)
