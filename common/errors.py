"""The errors that rules raise."""

from django.utils.functional import Promise


class DomainError(Exception):
    """A rule refused the request; `field` names the form field the message belongs to, if any."""

    def __init__(self, message: str | Promise, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class MoveNotAllowed(DomainError):
    """A state does not lead to the state that was asked for."""


class StaleEdit(DomainError):
    """Someone else changed the text since this edit began; `theirs` is the text now."""

    def __init__(self, message: str | Promise, theirs: str = "") -> None:
        super().__init__(message)
        self.theirs = theirs
