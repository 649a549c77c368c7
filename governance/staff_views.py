"""The co-ordinator's pages of the terms: their yearly review, and the draft of the next version."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from common.pages import FormPage, OnceMixin, ServiceAction, StaffMixin, holders_of
from common.versions import version_of
from governance.forms import ClauseAddForm, ClauseForm, DraftAgreeForm, DraftWithdrawForm, ReviewForm
from governance.models import DraftClause, TermsDraft, TermsVersion
from governance.rules import DraftStatus
from governance.services import drafts
from governance.services.agreeing import agree_draft
from governance.services.reviews import review_terms
from governance.transitions import DRAFT


class TermsReview(StaffMixin, FormPage):
    """The co-ordinator records what the group decided about a document (E1)."""

    permission_required = "governance.manage_terms"
    model = TermsVersion
    visible = holders_of("governance.manage_terms")
    form_class = ReviewForm
    heading = _("Record review")
    submit = _("Record review")
    back_url = reverse_lazy("governance:terms")

    @property
    def success_message(self):
        if self.result.is_changed:
            return _("Review recorded. A draft of the next version can be edited.")
        return _("Review recorded.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "version": self.object}

    def get_success_url(self):
        """Return the page of the draft that was begun or goes on, or else of the terms."""
        draft = self.object.document.drafts.open().first() if self.result.is_changed else None
        return draft.get_absolute_url() if draft else str(self.back_url)

    def perform(self, form):
        return review_terms(self.object, by=self.request.user, **form.cleaned_data)


class DraftMixin(StaffMixin):
    """A page about a draft, for whoever looks after the terms."""

    permission_required = "governance.manage_terms"
    queryset = TermsDraft.objects.select_related("document", "based_on")
    visible = holders_of("governance.manage_terms")

    @property
    def draft(self):
        return self.object

    def closed_because(self):
        return drafts.closed_because(self.draft)


class ClauseMixin(DraftMixin):
    """A page about one clause of a draft."""

    queryset = DraftClause.objects.select_related("draft__document", "words")

    @property
    def draft(self):
        return self.object.draft


class ClauseAdd(OnceMixin, DraftMixin, FormPage):
    """Add a clause to the draft."""

    form_class = ClauseAddForm
    made = DraftClause
    heading = _("Add clause")
    submit = _("Add clause")
    success_message = _("Clause added.")

    def get_form_kwargs(self):
        parts = self.object.clauses.order_by("order").values_list("part", flat=True)
        return {**super().get_form_kwargs(), "parts": list(dict.fromkeys(parts))}

    def make(self, form):
        return drafts.add_clause(self.object, by=self.request.user, **form.cleaned_data)


class ClauseEdit(ClauseMixin, FormPage):
    """Change the words of a clause of the draft."""

    form_class = ClauseForm
    submit = _("Save clause")
    success_message = _("Clause saved.")

    @property
    def heading(self):
        return _("Change clause %(name)s") % {"name": self.object}

    @property
    def about(self):
        return self.draft

    def closed_because(self):
        words = _("This clause was taken away. Put it back first.") if self.object.is_removed else ""
        return super().closed_because() or words

    def get_initial(self):
        return {"text": self.object.text, "version": version_of(self.object)}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "known": self.object.text}

    def perform(self, form):
        return drafts.save_clause(self.object, by=self.request.user, **form.cleaned_data)


class ClauseRemove(ClauseMixin, ServiceAction):
    """Take a clause away."""

    success_message = _("Clause taken away. It can be put back while the draft is being written.")

    def perform(self):
        return drafts.remove_clause(self.object, by=self.request.user)


class ClauseRestore(ClauseMixin, ServiceAction):
    """Put a clause back."""

    success_message = _("Clause put back.")

    def perform(self):
        return drafts.restore_clause(self.object, by=self.request.user)


class DraftWithdraw(DraftMixin, FormPage):
    """Withdraw the draft, with the reason."""

    form_class = DraftWithdrawForm
    move = (DRAFT, DraftStatus.WITHDRAWN)
    heading = _("Withdraw the draft")
    lead = _(
        "The version in force stays. Everyone reads that the co-ordinator withdrew the draft, not the group, and that "
        "what the group decided has not been carried out. The draft can be begun again."
    )
    submit = _("Withdraw draft")
    tone = "warning"
    success_message = _("Draft withdrawn.")

    def perform(self, form):
        return drafts.withdraw_draft(self.object, by=self.request.user, **form.cleaned_data)


class DraftBegin(DraftMixin, ServiceAction):
    """Begin a withdrawn draft again, from the same decision of the group."""

    success_message = _("The draft is being written again, from the words it had.")

    def perform(self):
        return drafts.begin_again(self.object, by=self.request.user)

    def get_success_url(self):
        return getattr(self, "result", self.object).get_absolute_url()


class DraftAgree(DraftMixin, FormPage):
    """Bring the draft into force, as a meeting resolved."""

    form_class = DraftAgreeForm
    move = (DRAFT, DraftStatus.AGREED)
    heading = _("Record that the group agreed the draft")
    lead = _("A meeting that was held while there was a draft has resolved it. The draft becomes the next version.")
    submit = _("Record agreement")
    success_message = _("The next version is agreed.")

    def get_initial(self):
        return {"edition": self.object.edition}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "draft": self.object}

    def perform(self, form):
        return agree_draft(self.object, by=self.request.user, **form.cleaned_data)
