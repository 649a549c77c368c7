"""The menus: the main one on every page, and the pages of a signed-in person's roles."""

from dataclasses import dataclass

from django.utils.functional import Promise

from partnership.rules import AREAS, MAIN_MENU, MY_PAGE, SIGN_IN, STAFF, STAFF_MENU, current_of


@dataclass(frozen=True)
class Item:
    label: str | Promise
    address: str
    current: str = ""


def items(pairs, path):
    """Return menu items; the longest address that the path begins with is the current one."""
    inside = [address for _label, address in pairs if current_of(address, path)]
    current = max(inside, key=len, default=None)
    return [Item(label, address, current_of(address, path) if address == current else "") for label, address in pairs]


def main(request):
    """Return the main menu, ending with the way in or with one's own page."""
    user = getattr(request, "user", None)
    last = MY_PAGE if user is not None and user.is_authenticated else SIGN_IN
    return items([*MAIN_MENU, last], request.path)


def section(request):
    """Return the second menu: the co-ordinator's pages on one of them, else the front pages one's roles open.

    Empty where there is but one page to go to.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    is_staff_page = request.path.startswith(STAFF) and user.has_perm("partnership.open_staff")
    menu = STAFF_MENU if is_staff_page else AREAS
    held = [(label, address) for label, address, right in menu if right is None or user.has_perm(right)]
    return items(held, request.path) if len(held) > 1 else []
