"""Prepares a consultation while it is a draft; its questions are locked afterwards."""

from django.db import transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from accounts import audit
from common.errors import DomainError
from common.locking import locked
from common.references import next_reference
from common.slugs import free_slug
from common.submissions import once
from common.versions import check_version, in_words, joined, save_version, with_labels
from consultations.models import Choice, Consultation, Question
from consultations.rules import CHOICE_KINDS, NUMBER_KINDS, ConsultationStatus, QuestionKind
from consultations.services.dates import check_decision
from consultations.wording import INFORMATION_LABELS

FIELDS = tuple(INFORMATION_LABELS)
RESERVED_SLUGS = ("new",)  # words used in addresses in the place of a slug
QUESTION_FIELDS = ("kind", "text", "help_text", "is_required", "unit", "smallest", "largest")
CHOICE_LENGTH = Choice._meta.get_field("text").max_length


def _check(consultation):
    if consultation.closes_at <= consultation.opens_at:
        raise DomainError(_("The closing date must be after the opening date."), field="closes_on")
    check_decision(consultation.decide_on, consultation.closes_on)
    earlier = consultation.earlier_version
    if earlier and (earlier.opened_on is None or earlier.pk == consultation.pk):
        raise DomainError(_("Choose a consultation that has been opened."), field="earlier_version")


def _set(consultation, fields):
    for name in fields:
        setattr(consultation, name, fields[name])
    _check(consultation)


@transaction.atomic
def create_consultation(*, by, now=None, **fields):
    """Begin a consultation as a draft that only the co-ordinator sees. `fields` are those of FIELDS."""
    consultation = Consultation()
    _set(consultation, {name: value for name, value in fields.items() if name in FIELDS})
    consultation.reference = next_reference("CON")
    consultation.slug = free_slug(Consultation, consultation.title, otherwise="consultation", reserved=RESERVED_SLUGS)
    consultation.save(force_insert=True)
    audit.record("create_consultation", consultation, by, now=now)
    return consultation


@transaction.atomic
def create_consultation_once(*, key, by, now=None, **fields):
    """Begin a consultation; the same form sent again gives the same draft (SAFETY, promise 2)."""
    body = {name: getattr(value, "pk", value) for name, value in fields.items()}
    reference, _is_new = once(key, body, lambda: create_consultation(by=by, now=now, **fields).reference, now=now)
    return Consultation.objects.get(reference=reference)


def draft_of(consultation):
    """Return the consultation, locked; raise DomainError once it has been opened."""
    consultation = locked(consultation)
    if words := locked_because(consultation):
        raise DomainError(words)
    return consultation


def locked_because(consultation):
    """Return why a consultation can no longer be edited, or nothing while it is a draft."""
    if consultation.status == ConsultationStatus.DRAFT:
        return ""
    return _("This consultation has been opened, so its questions and information are locked.")


def words_of_information(fields):
    """Return all that an edit of a draft says as one text, to compare two edits."""
    texts = in_words(Consultation, {name: fields[name] for name in FIELDS})
    return joined(*with_labels(Consultation, texts, INFORMATION_LABELS))


@transaction.atomic
def edit_consultation(consultation, *, version, by, now=None, **fields):
    """Change a draft. Raises StaleEdit where somebody else saved it since `version`."""
    consultation = draft_of(consultation)
    stands = {name: getattr(consultation, name) for name in FIELDS}
    check_version(consultation.version, version, words_of_information(stands))
    changed = {name: value for name, value in fields.items() if name in FIELDS}
    _set(consultation, changed)
    texts, before = in_words(Consultation, stands | changed), in_words(Consultation, stands)
    kept = save_version(consultation, texts, before=before, now=now)
    consultation.save(update_fields=list(changed))
    audit.record("edit_consultation", consultation, by, now=now, **kept)
    return consultation


def _checked(consultation, fields, choices, but=None):
    """Return the fields of a question and its choices, tidied; raise DomainError if they are not valid."""
    kind, smallest, largest = fields["kind"], fields.get("smallest"), fields.get("largest")
    choices = [choice.strip() for choice in choices if choice.strip()] if kind in CHOICE_KINDS else []
    if consultation.questions.filter(text=fields["text"]).exclude(pk=but).exists():
        raise DomainError(_("This question has already been added."), field="text")
    if kind in CHOICE_KINDS and len(choices) < 2:
        raise DomainError(_("Give at least two answers to choose from, each on its own line."), field="choices")
    if len(set(choices)) < len(choices):
        raise DomainError(_("The same answer is listed twice."), field="choices")
    if any(len(choice) > CHOICE_LENGTH for choice in choices):
        words = _("An answer can have up to %(count)s characters.") % {"count": CHOICE_LENGTH}
        raise DomainError(words, field="choices")
    if kind not in NUMBER_KINDS:
        return fields | {"unit": "", "smallest": None, "largest": None}, choices
    if None not in (smallest, largest) and largest <= smallest:
        raise DomainError(_("The largest number must be larger than the smallest."), field="largest")
    return fields, choices


def _check_sole(kind, choices, sole_answer):
    """Raise DomainError unless the answer that is given alone is one of several that may be given together."""
    if not sole_answer:
        return
    if kind != QuestionKind.SEVERAL:
        words = _("Only a question with several answers has one that is given alone. Leave this blank.")
        raise DomainError(words, field="sole_answer")
    if sole_answer not in choices:
        words = _("This is not one of the answers above. Type it exactly as it is there.")
        raise DomainError(words, field="sole_answer")


def _write_choices(question, choices, sole_answer):
    question.choices.all().delete()
    Choice.objects.bulk_create(
        Choice(question=question, number=number, text=choice, excludes_others=choice == sole_answer)
        for number, choice in enumerate(choices, 1)
    )


@transaction.atomic
def add_question(consultation, *, by, choices=(), sole_answer="", now=None, **fields):
    """Add a question at the end; `fields` are those of QUESTION_FIELDS, `sole_answer` excludes the other choices.

    Raises DomainError for a choice question with fewer than two choices, and for one that is there already.
    """
    consultation = draft_of(consultation)
    fields = {name: value for name, value in fields.items() if name in QUESTION_FIELDS}
    fields, choices = _checked(consultation, fields, choices)
    _check_sole(fields["kind"], choices, sole_answer)
    last = consultation.questions.aggregate(last=Max("number"))["last"] or 0
    question = Question.objects.create(consultation=consultation, number=last + 1, **fields)
    _write_choices(question, choices, sole_answer)
    audit.record("add_question", consultation, by, now=now, question=question.number)
    return question


@transaction.atomic
def edit_question(question, *, by, choices=(), sole_answer="", now=None, **fields):
    """Change a question of a draft; it keeps its place."""
    consultation, question = draft_of(question.consultation), locked(question)
    fields = {name: value for name, value in fields.items() if name in QUESTION_FIELDS}
    fields, choices = _checked(consultation, fields, choices, but=question.pk)
    _check_sole(fields["kind"], choices, sole_answer)
    for name, value in fields.items():
        setattr(question, name, value)
    question.save(update_fields=list(fields))
    _write_choices(question, choices, sole_answer)
    audit.record("edit_question", consultation, by, now=now, question=question.number)
    return question


@transaction.atomic
def remove_question(question, *, by, now=None):
    """Take a question out of a draft; the ones behind it move up."""
    consultation, question = draft_of(question.consultation), locked(question)
    number = question.number
    question.delete()
    for later in consultation.questions.filter(number__gt=number).order_by("number"):
        Question.objects.filter(pk=later.pk).update(number=F("number") - 1)
    audit.record("remove_question", consultation, by, now=now, question=number)
    return consultation


@transaction.atomic
def move_question_up(question, *, by, now=None):
    """Swap a question of a draft with the one before it."""
    consultation, question = draft_of(question.consultation), locked(question)
    number = question.number
    before = consultation.questions.filter(number=number - 1).first()
    if before is None:
        raise DomainError(_("This is already the first question."))
    for pk, place in ((question.pk, 0), (before.pk, number), (question.pk, number - 1)):
        Question.objects.filter(pk=pk).update(number=place)
    audit.record("move_question_up", consultation, by, now=now, question=number)
    return consultation
