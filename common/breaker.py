"""A memory, within one process, that something outside did not answer, so that not everybody waits for it again."""

import time


class Breaker:
    """Says for `seconds` after `trip()` that there is no use in trying."""

    def __init__(self, seconds):
        self.seconds = seconds
        self._until = 0.0

    @property
    def is_tripped(self):
        return time.monotonic() < self._until

    def trip(self):
        self._until = time.monotonic() + self.seconds

    def reset(self):
        self._until = 0.0
