"""What a rule says when it says no."""


class DomainError(Exception):
    """A rule refused what was asked; `field` names the form field the message belongs to, if one does."""

    def __init__(self, message, field=None):
        super().__init__(message)
        self.message = message
        self.field = field


class MoveNotAllowed(DomainError):
    """A state does not lead to the state that was asked for."""


class StaleEdit(DomainError):
    """The text was changed by somebody else since this edit began; `theirs` is what stands there now."""

    def __init__(self, message, theirs=""):
        super().__init__(message)
        self.theirs = theirs
