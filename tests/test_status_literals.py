"""A state is named by its constant in Python, and by a property or a next step in a template: nobody types its word.

Only `rules.py`, a model (for its constraints), a migration and a test may.
"""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.statuses import status_classes
from tests.test_layers import FLOORS

ROOT = Path(settings.BASE_DIR)
WORDS = frozenset(value for status in status_classes() for value in status.values)
FIELDS = re.compile(r"(^|_)(status|state)(__\w+)?$")
TAG = re.compile(r"{%.*?%}|{{.*?}}", re.DOTALL)
COMPARED = re.compile(r"""([\w.]+)\s*(?:==|!=)\s*["']([\w ]+)["']|["']([\w ]+)["']\s*(?:==|!=)\s*([\w.]+)""")
# What else a word may be compared with in a template: a kind, a door that is open, the page one is on.
NO_STATE = ("kind", "door", "here", "name")


# The chapters of a report are drawn from frozen figures, whose codes are those of the day they were frozen.
CODES = ROOT / "templates" / "reports" / "chapters"


def allowed(path):
    parts = path.relative_to(ROOT).parts
    return parts[1] in {"rules.py", "models.py", "models", "migrations"}


def words_in(node):
    """Return the words of states that an expression types: alone, or in a list, tuple or set."""
    parts = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return [part.value for part in parts if isinstance(part, ast.Constant) and part.value in WORDS]


def name_of(node):
    if isinstance(node, ast.Attribute):
        return node.attr
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return node.id if isinstance(node, ast.Name) else ""


def typed_in(tree):
    """Return (line, word) for each word that is compared with a state, asked of one, or given to one."""
    for node in ast.walk(tree):
        pairs = []
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
            if any(FIELDS.search(name_of(side)) for side in sides):
                pairs = [("", side) for side in sides]
        elif isinstance(node, ast.Call):
            pairs = [("", word.value) for word in node.keywords if FIELDS.search(word.arg or "")]
        elif isinstance(node, ast.Dict):
            keys = [(key, value) for key, value in zip(node.keys, node.values, strict=True) if key]
            pairs = [("", value) for key, value in keys if FIELDS.search(str(getattr(key, "value", "")))]
        elif isinstance(node, ast.Assign) and any(FIELDS.search(name_of(target)) for target in node.targets):
            pairs = [("", node.value)]
        for _name, value in pairs:
            yield from ((node.lineno, word) for word in words_in(value))


def typed_in_template(text):
    for tag in TAG.finditer(text):
        for first, word, other_word, second in COMPARED.findall(tag.group()):
            operand = (first or second).rsplit(".", 1)[-1]
            if (word or other_word) in WORDS and operand not in NO_STATE:
                yield text[: tag.start()].count("\n") + 1, word or other_word
        for word in re.findall(r"""status_tag\s+["']([\w ]+)["']""", tag.group()):
            yield text[: tag.start()].count("\n") + 1, word


def test_no_module_types_a_state():
    found = [
        f"{path.relative_to(ROOT)}:{line} types “{word}”"
        for app in FLOORS
        for path in sorted((ROOT / app).rglob("*.py"))
        if not allowed(path)
        for line, word in typed_in(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert found == []


def test_no_template_types_a_state():
    found = [
        f"{path.relative_to(ROOT)}:{line} types “{word}”"
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.suffix in {".html", ".txt"} and CODES not in path.parents
        for line, word in typed_in_template(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "row.status == 'open'",
        "'draft' != report.status",
        "status in ('open', 'closed')",
        "row['state'] == 'done'",
        "rows.filter(status='open')",
        "rows.filter(job__state__in=['waiting'])",
        "{'status': 'late', 'state': 'done'}",
        "row.status = 'held'",
    ],
)
def test_a_word_that_a_module_types_is_found(source):
    assert list(typed_in(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["row.status == Status.OPEN", "kind == 'open'", "rows.filter(kind='open')", "{'name': 'open'}"]
)
def test_a_constant_and_a_word_for_something_else_are_not_found(source):
    assert list(typed_in(ast.parse(source))) == []


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ('{% if one.status == "open" %}', True),
        ('{% if "draft" != status %}', True),
        ("{% if a and job.state == 'done' %}", True),
        ('{% status_tag "draft" %}', True),
        ('{% if door == "open" %}', False),
        ('{% if one.is_open %}"open"{% endif %}', False),
    ],
)
def test_a_word_that_a_template_types_is_found(source, is_found):
    assert bool(list(typed_in_template(source))) is is_found
