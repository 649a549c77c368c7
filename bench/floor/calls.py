"""The requests of the floor."""

from django.conf import settings
from django.test import Client

from bench.calls import Call, Calls, filled, hidden_fields

ENTRY = {"title": "The bus never comes", "body": "We wait an hour. " * 20}


def reading(path):
    return lambda _count: Calls((Call(path),))


def posting(path):
    def made(count):
        client = Client(headers={"host": "127.0.0.1"})
        token = hidden_fields(client.get(path).content.decode())
        cookie = f"{settings.CSRF_COOKIE_NAME}={client.cookies[settings.CSRF_COOKIE_NAME].value}"
        return Calls((Call(path, filled(ENTRY | token)),) * count, cookie, "POST", status=302)

    return made


CALLS = {
    "template": reading("/small/"),
    "list": reading("/lines/"),
    "form": reading("/one/"),
    "post-one": posting("/one/"),
    "post-five": posting("/five/"),
}
