"""Presses the button of a page that shows what will go out, as a browser does."""


def send_shown(client, address, **extra):
    """Send what a preview shows now; where there is nothing to show, press as from a page opened before."""
    page = client.get(address)
    shown = page.context["form"]["shown"].value() if page.status_code == 200 else ""
    return client.post(address, {"shown": shown}, **extra)
