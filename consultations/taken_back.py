"""How words go from themes and answers of consultations when they are taken back or taken out."""

from accounts import audit
from common import taken_back
from common.redactions import take_out
from consultations.models import Consultation, ConsultationTheme, ThemeAnswer
from issues.models import Issue
from members.services.sendings import take_out_of_sendings


@taken_back.copies_of(Issue)
def take_out_of_themes(_issue, copies, _now):
    """Take its words out of what themes say, and of why an answer changed; the answers are cleared with all answers."""
    answers = (ThemeAnswer.objects.all(), ("because",), ("words",))
    take_out(copies, [(ConsultationTheme.objects.all(), ("said",), ()), answers])


@taken_back.copies_of(Consultation)
@taken_back.copies_of(ConsultationTheme)
def take_out_of_what_is_told(row, copies, _now):
    """Take words that went from a consultation or a theme out of what is to be said, and out of the audit trail."""
    take_out_of_sendings(copies)
    audit.take_out_of_entries([row], copies)
