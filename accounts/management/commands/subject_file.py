"""Write the copy of what is held of somebody, from the machine's console."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.rules import DataRequestKind
from accounts.services import data_requests
from accounts.services.subject_files import subject_file
from common.errors import DomainError


class Command(BaseCommand):
    help = "Write all that is held of somebody into one archive. The request and its reason are recorded."

    def add_arguments(self, parser):
        parser.add_argument("who", help="their e-mail address, or the reference of what they sent")
        parser.add_argument("file", help="the archive to write, for example copy.zip; nothing is overwritten")
        parser.add_argument("--how-known", required=True, help="how you know that it is them")

    def handle(self, who, file, how_known, **options):
        path = Path(file)
        try:
            with transaction.atomic():
                request = data_requests.ask_for_somebody(who, DataRequestKind.COPY, how_known=how_known, by=None)
                data = subject_file(request)
                with path.open("xb") as kept:
                    kept.write(data)
                data_requests.handed_over(request)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        except FileExistsError as error:
            raise CommandError(f"{path} is there already.") from error
        self.stdout.write(f"{request.reference}: {path}, {len(data)} bytes")
