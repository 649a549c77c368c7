"""Ask for the erasure of what is held of somebody, from the machine's console."""

from django.core.management.base import BaseCommand, CommandError

from accounts.rules import DataRequestKind
from accounts.services import data_requests
from common.erasing import find
from common.errors import DomainError


class Command(BaseCommand):
    help = (
        "Ask for the erasure of all that is held of somebody. It waits for a second person, who agrees on the page of "
        "the request, or for 24 hours where there is none."
    )

    def add_arguments(self, parser):
        parser.add_argument("who", help="their e-mail address, or the reference of what they sent")
        parser.add_argument("--how-known", required=True, help="how you know that it is them")

    def handle(self, who, how_known, **options):
        try:
            request = data_requests.ask_for_somebody(who, DataRequestKind.ERASURE, how_known=how_known, by=None)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        for line in data_requests.lines_of(find(request.subject)):
            self.stdout.write(f"{line['what']}: {line['n']} ({line['fate']})")
        self.stdout.write(f"{request.reference}: waits for a second person.")
