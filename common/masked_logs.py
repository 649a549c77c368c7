"""Logs without the secrets that stand in addresses."""

import logging
import re


class MaskingFormatter(logging.Formatter):
    """Writes a record as usual, its traceback too, with what matches `masked` taken out."""

    def __init__(self, fmt: str | None = None, *, masked: str, **kwargs):
        super().__init__(fmt, **kwargs)
        self.masked = re.compile(masked)

    def format(self, record: logging.LogRecord) -> str:
        return self.masked.sub("***", super().format(record))
