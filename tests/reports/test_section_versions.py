"""The versions page of a report section: authors, differences and wrong addresses."""

import pytest

from reports import services
from tests.counting import cost
from tests.factories import accounts
from tests.factories import reports as make
from tests.reports.test_staff_pages import words
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client, coordinator):
    return sign_in(client, coordinator)


@pytest.fixture
def section(coordinator):
    """A section that two people wrote: three versions."""
    section = make.a_report(title="Spring").sections.get(key="foreword")
    writers = (coordinator, accounts.coordinator(name="Bela Second"), coordinator)
    for number, (text, by) in enumerate(
        zip(("One\nTwo", "One\nTwo\nThree", "One\nThree & more"), writers, strict=True)
    ):
        section = services.save_section(section, text, version=number, by=by, now=make.COUNTED)
    return section


def address(section, query=""):
    return f"/staff/reports/{section.report.slug}/sections/{section.key}/versions/{query}"


def test_each_version_is_listed_with_time_and_author(staff, section):
    page = words(staff.get(address(section)))
    assert "Earlier versions: Foreword, by the chair" in page
    for version in ("Version 3", "Version 2", "Version 1"):
        assert version in page
    assert page.index("Version 3") < page.index("Version 2") < page.index("Version 1")
    assert "Bela Second" in page
    assert "14 September 2026, 10am" in page


def test_the_last_two_versions_are_compared_by_default(staff, section):
    page = staff.get(address(section))
    assert page.context["parts"] == [
        ("", [("same", "One"), ("theirs", "Two"), ("theirs", "Three"), ("mine", "Three & more")])
    ]
    assert "Removed: Two" in words(page)
    assert "Added: Three & more" in words(page)


def test_any_two_versions_can_be_compared_in_either_order(staff, section):
    forwards = staff.get(address(section, "?older=1&newer=2")).context["parts"]
    backwards = staff.get(address(section, "?older=2&newer=1")).context["parts"]
    assert forwards == [("", [("same", "One"), ("same", "Two"), ("mine", "Three")])]
    assert backwards == [("", [("same", "One"), ("same", "Two"), ("theirs", "Three")])]


def test_a_version_compared_with_itself_has_no_change(staff, section):
    assert "No change." in words(staff.get(address(section, "?older=2&newer=2")))


@pytest.mark.parametrize(
    "query", ["?older=1", "?older=1&newer=99", "?older=x&newer=2", "?newer=1.5", "?older=%00&newer=1"]
)
def test_a_wrong_version_number_is_shown_at_its_field(staff, section, query):
    page = staff.get(address(section, query))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert "parts" not in page.context
    assert "Version 3" in words(page)


def test_a_text_that_was_never_changed_has_nothing_to_compare(staff):
    section = make.a_report().sections.get(key="foreword")
    assert "this text has not been changed" in words(staff.get(address(section)))
    services.save_section(section, "One", version=0, by=None)
    page = words(staff.get(address(section)))
    assert "Version 1" in page
    assert "this text has not been changed" in page


def test_text_of_versions_is_escaped(staff, section):
    services.save_section(section, "<script>alert(1)</script>\n{{ 7 }}", version=3, by=None)
    page = staff.get(address(section)).content.decode()
    assert "<script>alert" not in page
    assert "{{ 7 }}" in page


def test_a_section_saved_twice_has_a_versions_link(staff, section):
    page = staff.get(f"/staff/reports/{section.report.slug}/").content.decode()
    assert address(section) in page
    assert page.count("/versions/") == 1


def test_an_agreed_report_still_shows_earlier_versions(staff, section):
    make.an_agreed_report(section.report)
    assert "Bela Second" in words(staff.get(address(section)))


def test_the_versions_page_takes_the_same_queries_for_3_and_for_30(staff, section):
    with_three = cost(staff, address(section))
    for number in range(3, 30):
        services.save_section(section, f"Words {number}", version=number, by=accounts.coordinator())
    assert cost(staff, address(section)) == with_three <= 10


def test_the_link_stands_on_the_page_where_the_section_is_written(staff, section):
    write = address(section).removesuffix("versions/")
    assert address(section) in staff.get(write).content.decode()
    once = section.report.sections.exclude(pk=section.pk).first()
    assert "Earlier versions" not in staff.get(address(once).removesuffix("versions/")).content.decode()
