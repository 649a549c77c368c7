"""What can be done next with a request for another version."""

from django.urls import reverse
from django.utils.translation import gettext as _

from common.next_steps import NextSteps
from involvement.rules import RequestStatus
from involvement.transitions import REQUEST

S = RequestStatus


def steps_of_request(asked):
    steps = NextSteps(REQUEST.targets(asked))

    def offer(name, words, **options):
        steps.offer(name, words, reverse(f"involvement:{name}", args=[asked.reference]), **options)

    offer("version_send", _("Record what was sent"), move=S.SENT)
    offer("version_not_made", _("It cannot be made"), move=S.NOT_MADE, tone="secondary")
    offer("asker_told", _("Ring or write to the person who asked"), when=asked.has_to_be_told)
    return steps
