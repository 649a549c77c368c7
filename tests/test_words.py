"""The page of words names every state as the code labels it (docs/words.md)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.statuses import status_classes

PAGE = (Path(settings.BASE_DIR) / "docs" / "words.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| ([^|]+?) \| [^|]+ \| `([A-Z_]+)` \|", re.MULTILINE)


def tables():
    """Return {class name: {member name: word}} as the page has them."""
    parts = re.split(r"^### .*\(`(\w+)`\)$", PAGE.partition("\n## States\n")[2], flags=re.MULTILINE)
    return {
        name: {code: word for word, code in ROW.findall(text)}
        for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


@pytest.mark.parametrize("status", status_classes(), ids=lambda status: status.__name__)
def test_every_state_is_on_the_page_with_the_label_of_the_code(status):
    assert tables()[status.__name__] == {member.name: str(member.label) for member in status}


def test_the_page_names_no_other_class_of_states():
    assert set(tables()) == {status.__name__ for status in status_classes()}
