"""Real processes that are really killed: workers, beat and brokers, on a database of their own.

This package is a small Django app too: the processes run it, with `common`, under `tests.faults.settings`.
"""
