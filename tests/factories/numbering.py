"""The numbers that tell what factories make apart; every test counts from 1, so none depends on those before it."""

import itertools


class Numbering:
    """An endless row of numbers for one factory, which `begin_again` sets back to 1."""

    made = []

    def __init__(self):
        self.numbers = itertools.count(1)
        self.made.append(self)

    def __next__(self):
        return next(self.numbers)


def begin_again():
    """Let every factory count from 1 again."""
    for numbering in Numbering.made:
        numbering.numbers = itertools.count(1)
