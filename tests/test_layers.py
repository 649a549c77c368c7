"""The house has floors: an import, a foreign key, and an address in Python only ever point to a lower one."""

import ast
import re
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
    "expenses",
    "involvement",
    "governance",
    "reports",
    "partnership",
)
# Inside an app, from the ground up: a module imports its own rank and what lies below it. A name that stands nowhere
# here fails, so that whoever adds a module says what kind it is.
RANKS = (
    "rules roles settings emails stopping addresses decorators",
    "models transitions wording shown_names absence periods naming",
    "audit backends selectors next_steps deadlines thread tallies results register composition calendar warnings "
    "messages chapters shortfalls figures proposals",
    "services remaking",
    "backups tasks forms filters timeline turns following evidence exceptions tasks_today periodic panels taken_back "
    "record jobs imports search draft_summary tables files open_data layout privacy retention",
    "templatetags middleware adapter code_sign_in audit_admin pending_admin seen_admin admin views",
    "urls management apps",
)
# The kits, which stand on each other; and the roof, which holds all the others together.
COMMON_RANKS = (
    "encrypted errors excerpts file_checks markup masked_logs model_fields sizes typed registry references tones "
    "differences months working_days converters breaker spool storage uploads redis_broker charts display grammar "
    "marks taken_out small_numbers translations",
    "clock broker counting slugs locking richtext said service_settings next_steps rules panels timeline turns",
    "dates periods fields forms models pdf privacy told transitions exceptions_register tasks_today evidence",
    "backups chain documents figures following imports open_data installation jobs limits marked_words outbox "
    "pdf_checks redactions search submissions versions",
    "erasing marked_files record saved_values taken_back",
    "erasures",
    "emails pages periodic templatetags middleware",
    "kept processing retention",
    "tasks management apps",
)
ROOF_RANKS = (
    "settings rules celery bootstrap start_check sample dashboards home how_long installation look",
    "handover navigation context",
    "views wsgi serving",
    "urls management",
)


def ranks_of(app):
    """Return the rank of each kind of module in an app."""
    table = {"common": COMMON_RANKS, "partnership": ROOF_RANKS}.get(app, RANKS)
    return {name: rank for rank, names in enumerate(table) for name in names.split()}


ROOT = Path(settings.BASE_DIR)
ADDRESS = re.compile(rf"\b({'|'.join(FLOORS)}):[a-z]")


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
    return name.rsplit("_", 1)[-1] if name.endswith(("_views", "_urls", "_forms", "_filters", "_tables")) else name


def test_every_import_points_to_a_lower_floor():
    wrong = []
    for path in modules():
        floor = FLOORS.index(path.relative_to(ROOT).parts[0])
        for name, line in imports_of(path):
            target = name.split(".")[0]
            if target in FLOORS and FLOORS.index(target) > floor:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert wrong == []


def addresses_of_higher_floors(text, app):
    """Return (line, text) of each string that names an address (`app:name`) of an app on a higher floor."""
    strings = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    return [
        (node.lineno, node.value)
        for node in strings
        if isinstance(node.value, str)
        and any(FLOORS.index(name) > FLOORS.index(app) for name in ADDRESS.findall(node.value))
    ]


def test_no_address_of_a_higher_floor_is_named():
    """A template may link or post to one, Python never does (`common/next_steps.py` and the other registries)."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line} names {name}"
        for path in modules()
        for line, name in addresses_of_higher_floors(path.read_text(encoding="utf-8"), path.relative_to(ROOT).parts[0])
    ]
    assert wrong == []


def test_an_address_of_a_higher_floor_is_found_and_one_of_its_own_or_a_lower_is_not():
    named = 'reverse("answers:presentation_make")\nf"{x}issues:queue"\nreverse_lazy("accounts:email_list")'
    assert addresses_of_higher_floors(named, "issues") == [(1, "answers:presentation_make")]
    assert addresses_of_higher_floors(named, "answers") == []


def test_every_module_of_an_app_has_its_rank():
    unknown = set()
    for path in modules():
        parts = path.relative_to(ROOT).parts
        if len(parts) > 2 or parts[1] != "__init__.py":
            unknown |= {"/".join(parts[:2])} if part_of(parts) not in ranks_of(parts[0]) else set()
    assert unknown == set()


def test_inside_an_app_every_import_points_down():
    wrong = []
    for path in modules():
        parts = path.relative_to(ROOT).parts
        ranks = ranks_of(parts[0])
        rank = ranks.get(part_of(parts), len(ranks))
        for name, line in imports_of(path):
            target = name.split(".")
            if target[0] == parts[0] and ranks.get(part_of(target), -1) > rank:
                wrong.append(f"{'/'.join(parts)}:{line} imports {name}")
    assert wrong == []


def test_no_kinds_of_module_import_each_other_in_a_circle():
    arrows = {}
    for path in modules():
        parts = path.relative_to(ROOT).parts
        here = (parts[0], part_of(parts))
        for name, _line in imports_of(path):
            target = name.split(".")
            there = (target[0], part_of(target))
            if target[0] in FLOORS and len(target) > 1 and there[1] in ranks_of(target[0]) and there != here:
                arrows.setdefault(here, set()).add(there)
    assert circle_in(arrows) == []


def circle_in(arrows):
    """Return the first circle of arrows, or nothing."""
    done = set()

    def walk(node, path):
        if node in path:
            return [*path[path.index(node) :], node]
        if node not in done:
            for target in sorted(arrows.get(node, ())):
                if found := walk(target, [*path, node]):
                    return found
            done.add(node)
        return []

    return next(filter(None, (walk(node, []) for node in sorted(arrows))), [])


def test_a_circle_is_found():
    assert circle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]


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
    # A new connection to the database is watched (`common/kept`), and Django has no other way to be told of one.
    assert [re.sub(r":\d+", "", one) for one in wrong] == [
        "common/apps.py imports django.db.backends.signals.connection_created"
    ]


def test_only_one_door_leads_to_the_pdf_engine():
    importers = {
        path.relative_to(ROOT).parts[:2] for path in modules() for name, _ in imports_of(path) if "weasyprint" in name
    }
    assert importers == {("common", "pdf")}


@pytest.mark.parametrize("app", FLOORS)
def test_every_app_is_installed(app):
    assert apps.is_installed(app)
