"""What parents are told at the end of a day: the e-mails are written as beat would."""

import datetime as dt

from common import clock
from issues.services.telling import tell_parents_of_turns

EVENING = dt.time(18)


def tell_parents(on=None):
    """Tell what has happened up to the evening of a day; today if none is given."""
    return tell_parents_of_turns(now=clock.at(on or clock.today(), EVENING))
