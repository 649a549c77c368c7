"""What ends of itself: it is forgotten who asked for another version of a document."""

from common import periodic
from involvement.services.requests import forget_contacts


@periodic.retain.part("involvement.contacts")
def forget_who_asked(now):
    return forget_contacts(now)
