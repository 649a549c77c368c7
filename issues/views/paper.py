"""The questions of the web form, to print and answer by hand."""

from django.views.generic import TemplateView

from common.pages import PublicMixin
from issues.forms.raising import STEPS


class PaperForm(PublicMixin, TemplateView):
    """A form for people who would rather write (V4). The co-ordinator enters what comes back, and it counts the same.

    It is made of the forms of the web pages, so that both ask the same.
    """

    template_name = "issues/issue_paper.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=[_step(form_class()) for form_class in STEPS.values()], **kwargs)


def _step(form):
    """Return (heading, fields) of a page of the web form; a page of one question is headed by it."""
    return getattr(form, "title", None), list(form)
