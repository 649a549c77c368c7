"""The type of the pages, which on a slow line comes after the words."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders


def faces():
    with Path(finders.find("css/portal.css")).open(encoding="utf-8") as sheet:
        return re.findall(r"@font-face\{[^}]*\}", sheet.read())


def test_type_that_comes_late_moves_no_line_under_a_reader():
    """It is used from the next page on."""
    own = [face for face in faces() if "Atkinson" in face]
    assert own
    assert [face for face in own if "font-display:optional" not in face] == []


def test_each_weight_has_a_stand_in_of_its_own():
    stand_ins = [face for face in faces() if "size-adjust" in face]
    assert [re.search(r"font-weight:(\d+)", face)[1] for face in stand_ins] == ["400", "700"]
