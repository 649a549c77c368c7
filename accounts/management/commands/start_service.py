"""Set up a service without sample data: its name, first people and first agencies."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts import addresses
from accounts.models import Agency, AgencyKind, User
from accounts.roles import Role
from accounts.services.agencies import create_agency
from accounts.services.grants import grant_role
from accounts.services.installation import mark_installation
from accounts.services.people import create_user, reset_second_factor
from accounts.services.restoring import restore_key
from accounts.services.settings import is_set, set_setting
from common import periodic
from common.errors import DomainError
from common.service_settings import declared

# A setting, and the option that gives it.
SETTINGS = {"service_name": "name", "help_line": "help_line", "text_number": "text_number", "help_email": "help_email"}
PEOPLE = (("administrator", Role.ADMINISTRATOR), ("coordinator", Role.COORDINATOR))

ASKS_FOR_SAMPLE = "PORTAL_SAMPLE_DATA is true. A service with real people begins where it is false."


class Command(BaseCommand):
    help = (
        "Names the service and how to reach it, makes the first administrator, co-ordinator and agencies, brings the "
        "terms into force. Asks for what is not given. Safe to run again: what is there already is left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--name", help="name of the service")
        parser.add_argument("--help-line", metavar="NUMBER", help="phone number that families ring")
        parser.add_argument("--text-number", metavar="NUMBER", help="number that families send a text to")
        parser.add_argument("--help-email", metavar="EMAIL", help="e-mail address that families write to")
        parser.add_argument("--administrator", metavar="EMAIL", help="e-mail address of the first administrator")
        parser.add_argument("--coordinator", metavar="EMAIL", help="e-mail address of the co-ordinator")
        parser.add_argument(
            "--agency",
            action="append",
            metavar="NAME[:KIND]",
            help=f"an agency that answers, may be repeated; KIND is one of {', '.join(AgencyKind.values)}",
        )
        parser.add_argument(
            "--again",
            action="store_true",
            help="let the administrator or co-ordinator named sign in again, whatever they have lost: account, role, "
            "password, authenticator app; does nothing else",
        )
        parser.add_argument("--no-input", action="store_true", help="ask nothing: leave out what is not given")
        parser.add_argument(
            "--reset-second-factor", action="store_true", help="take the second factor of the people named away"
        )

    def handle(self, **options):
        if settings.SAMPLE_DATA:
            raise CommandError(ASKS_FOR_SAMPLE)
        try:
            with transaction.atomic():
                links = self.restore(options) if options["again"] else self.start(options)
        except DomainError as error:
            raise CommandError(str(error.message)) from error
        lines = links_in_words(links) if options["again"] else self.next_steps(links)
        self.stdout.write("\n".join(lines))

    def start(self, options):
        """Save everything or nothing, and return [(person, link to set a password)]."""
        mark_installation(is_sample=False, by=None)
        for name, option in SETTINGS.items():
            setting = declared(name)
            if given := options[option] or self.ask(setting.label, options):
                set_setting(name, setting.read(given), by=None)
        links = [self.start_person(kind, role, options) for kind, role in PEOPLE]
        for agency in options["agency"] or self.ask_agencies(options):
            self.start_agency(agency)
        periodic.begin.run()
        return [link for link in links if link]

    def restore(self, options):
        """Let those named in again, whatever happened to their account, and return the links for their passwords."""
        if not options["administrator"] and not options["coordinator"]:
            raise CommandError("Say who is to get in again: --administrator EMAIL, --coordinator EMAIL, or both.")
        links = []
        for kind, role in PEOPLE:
            if email := options[kind]:
                is_known = User.objects.filter(email=email.strip().lower()).exists()
                user = restore_key(email, role)
                who = f"{role.label} {user.email}" if is_known else f"{role.label} {user.email} (a new account)"
                links.append((who, addresses.set_password_link(user)))
        return links

    def start_person(self, kind, role, options):
        email = options[kind] or self.ask(f"E-mail address of the {role.label}", options)
        if not email:
            return None
        user = User.objects.filter(email=email.strip().lower()).first() or create_user(email, by=None)
        grant_role(user, role, by=None)
        if options["reset_second_factor"]:
            reset_second_factor(user, by=None, reason="start_service")
        return f"{role.label} {user.email}", addresses.set_password_link(user)

    def start_agency(self, text):
        name, _colon, kind = text.rpartition(":") if text.rpartition(":")[2] in AgencyKind.values else (text, "", "")
        if not Agency.objects.filter(name__iexact=name.strip()).exists():
            create_agency(name, kind or AgencyKind.COUNCIL, by=None)

    def ask(self, question, options):
        if options["no_input"]:
            return ""
        try:
            return input(f"{question} (empty: leave out): ").strip()
        except EOFError as error:
            raise CommandError("There is no terminal to ask on. Give the options you want, with --no-input.") from error

    def ask_agencies(self, options):
        while agency := self.ask("An agency that answers, NAME or NAME:KIND", options):
            yield agency

    def next_steps(self, links):
        lines = ["The service is ready.", *links_in_words(links)]
        lines.append(f"Further people, roles, agencies and settings: {addresses.whole('/admin/')}")
        examples = [f"  {declared(name).label}" for name in SETTINGS if not is_set(name)]
        return [*lines, "Every page shows an example until you set:", *examples] if examples else lines


def links_in_words(links):
    """Return the lines that tell each person how to sign in."""
    if not links:
        return []
    return [
        "Each of these links works once, for three days:",
        *(f"  {who} sets a password here:\n    {link}" for who, link in links),
        "After the password the portal asks for an authenticator app and gives recovery codes.",
    ]
