"""How the words of an issue go from what people are said to have said in a consultation."""

from common import taken_back
from common.redactions import take_out
from consultations.models import ConsultationTheme, ThemeAnswer
from issues.models import Issue


@taken_back.copies_of(Issue)
def take_out_of_themes(_issue, copies, _now):
    """Take its words out of what themes say, and of why an answer changed; the answers are cleared with all answers."""
    answers = (ThemeAnswer.objects.all(), ("because",), ("words",))
    take_out(copies, [(ConsultationTheme.objects.all(), ("said",), ()), answers])
