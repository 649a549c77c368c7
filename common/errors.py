"""The errors that rules raise."""

from http import HTTPStatus

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule refused the request; `field` names the form field the message belongs to, if any.

    `status` is what a page with the message answers: a form that has an error stays 200.
    """

    status = HTTPStatus.OK

    def __init__(self, message: str | Promise, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class MoveNotAllowed(DomainError):
    """A state does not lead to the state that was asked for."""


class SentBefore(DomainError):
    """This form was sent before, with other words (promise 2 of docs/safety.md)."""

    status = HTTPStatus.CONFLICT


class Busy(DomainError):
    """The server has too much to do for this now; sent again in a moment, it may pass."""

    status = HTTPStatus.SERVICE_UNAVAILABLE


class StaleEdit(DomainError):
    """Someone else changed the text since this edit began; `theirs` is the text now."""

    status = HTTPStatus.CONFLICT

    def __init__(self, message: str | Promise, theirs: str = "") -> None:
        super().__init__(message)
        self.theirs = theirs
