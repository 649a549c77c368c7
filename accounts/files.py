"""The lists of whoever runs the service as files that a database can write by itself: none is short for long."""

from django.apps import apps
from django.db.models import Case, F, Q, TextField, Value, When
from django.db.models.functions import Concat, Replace, StrIndex, Substr, TruncDate, Upper
from django.utils.translation import gettext as _

from accounts.audit import FOR_LEADS, LEADS_ALONE, OF_FAMILIES, SOMEBODY
from accounts.models.audit import kind_words
from accounts.rules import VERB_WORDS
from common import clock
from common.emails import every_email, kind_in_words
from common.pages.files import Moment, PlainFile, in_words
from common.rules import JobState, MessageState

# What is not listed is said by its name, as `verb_words` does.
PLAIN_VERB = Concat(Upper(Substr("verb", 1, 1)), Replace(Substr("verb", 2), Value("_"), Value(" ")))


def audit_file(entries):
    """Return lines of the audit trail, read `with_who`, as a file: what `accounts.audit` shows of each, and no more."""
    of_family = Q()
    for start in OF_FAMILIES:
        of_family |= Q(object_type__startswith=start)
    by = Case(When(by__name="", then=F("by__email")), default=F("by__name"))
    unnamed = When(of_family & Q(by__isnull=False, is_by_staff=False), then=Value(str(SOMEBODY)))
    kinds = [(model._meta.label_lower, kind_words(model._meta.label_lower)) for model in apps.get_models()]
    return PlainFile(
        entries,
        {
            _("On"): F("on"),
            _("At"): Moment(F("at")),
            _("Who"): Case(unnamed, default=by, output_field=TextField()),
            _("Action"): in_words("verb", VERB_WORDS.items(), otherwise=PLAIN_VERB),
            _("Kind of record"): in_words("object_type", kinds),
            _("Record"): F("object_name"),
            _("Reason"): Case(
                When(verb__in=FOR_LEADS, then=Value(str(LEADS_ALONE))), default=F("reason"), output_field=TextField()
            ),
        },
    )


def outbox_file(messages):
    """Return e-mails as a file: which, to whom in part, and what became of them; nothing of what they say."""
    words = [(email.name, kind_in_words(email.name)) for email in every_email()]
    server = Substr("to", StrIndex("to", Value("@")) + 1)
    return PlainFile(
        messages,
        {
            _("E-mail"): in_words("kind", words, otherwise=Value(kind_in_words(""))),
            _("To"): Concat(Substr("to", 1, 1), Value("...@"), server),
            _("Status"): in_words("state", MessageState.choices),
            _("Written on"): day_of("created_at"),
            _("Sent on"): day_of("sent_at"),
            _("Attempts"): F("attempts"),
        },
    )


def jobs_file(jobs):
    """Return work in the background as a file."""
    return PlainFile(
        jobs,
        {
            _("Work"): F("kind"),
            _("Status"): in_words("state", JobState.choices),
            _("Asked for on"): day_of("created_at"),
            _("Ended on"): day_of("finished_at"),
            _("Attempts"): F("attempts"),
            _("Why it failed"): F("reason"),
        },
    )


def day_of(name):
    return TruncDate(name, tzinfo=clock.LONDON)
