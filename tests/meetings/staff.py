"""Helper for the co-ordinator's pages."""

from tests.filling import save


def text_of(response, status=200):
    assert response.status_code == status
    return response.content.decode()


def sent(client, address, data=None):
    """Post, follow redirects and return the page."""
    response = save(client, address, data or {}, follow=True)
    assert response.redirect_chain, (
        response.context["form"].errors if "form" in (response.context or {}) else "no way on"
    )
    return text_of(response)


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def address(meeting, rest=""):
    return f"/staff/meetings/{meeting.slug}/{rest}"
