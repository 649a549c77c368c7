"""How words go from themes and answers of consultations when they are taken back or taken out."""

from accounts import audit
from answers.models import Answer
from common import taken_back
from common.redactions import take_out
from consultations.models import Consultation, ConsultationTheme, CorrectedTheme, ThemeAnswer
from issues.models import Issue
from members.services.sendings import take_out_of_sendings

ANSWER = ("text", "done", "reason", "instead")


@taken_back.words_of(ConsultationTheme)
def words_of_theme(row):
    """Return what it said and was answered, but for what another theme or answer says in the same words."""
    answers = Answer.objects.posted()
    own = answers.filter(theme_answer__consultation_theme=row)
    texts = {row.said, row.source, *(text for one in own.values_list(*ANSWER) for text in one)}
    texts -= set(ConsultationTheme.objects.standing().exclude(pk=row.pk).values_list("said", flat=True))
    return texts - {text for one in answers.exclude(pk__in=own).values_list(*ANSWER) for text in one}


@taken_back.copies_of(Issue)
def take_out_of_themes(_issue, copies, _now):
    """Take its words out of what themes say, and of why an answer changed; the answers are cleared with all answers."""
    answers = (ThemeAnswer.objects.all(), ("because",), ("words",))
    themes = (ConsultationTheme.objects.all(), ("said", "source", "withdrawn_reason"), ())
    take_out(copies, [themes, (CorrectedTheme.objects.all(), ("reason",), ()), answers])


@taken_back.copies_of(Consultation)
@taken_back.copies_of(ConsultationTheme)
def take_out_of_what_is_told(row, copies, _now):
    """Take words that went from a consultation or a theme out of what is to be said, and out of the audit trail."""
    take_out_of_sendings(copies)
    audit.take_out_of_entries([row], copies)
