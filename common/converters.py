"""URL converters for references."""


class ReferenceConverter:
    """PPS-1042 and the like; anything else does not exist, and never reaches the database."""

    regex = "[A-Z]{1,6}-[0-9]{1,12}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value
