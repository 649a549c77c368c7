"""Every address of the app has its rows in the grid, for reading and for posting."""

from members.urls import urlpatterns
from tests.partnership.addresses.members import ROWS


def test_every_address_has_a_row_for_get_and_post():
    wanted = {(method, f"members:{pattern.name}") for pattern in urlpatterns for method in ("get", "post")}
    assert {row[:2] for row in ROWS} == wanted
