"""How the words of an issue go from what people are said to have said in a consultation."""

from common import taken_back
from common.redactions import take_out
from consultations.models import ConsultationTheme
from issues.models import Issue


@taken_back.copies_of(Issue)
def take_out_of_themes(_issue, copies, _now):
    """Take its words out of the summaries of consultations' themes; their answers are cleared with all answers."""
    take_out(copies, [(ConsultationTheme.objects.all(), ("said",), ())])
