"""“You said, we did”, as the co-ordinator edits and publishes it."""

from django.http import Http404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from answers import messages
from answers.forms.commitments import EntryForm, TakeOffForm
from answers.models import YouSaidEntry
from answers.services.you_said import publish_entry, save_entry, unpublish_entry, words_of_entry
from answers.tables import EntryTable
from answers.wording import ENTRY_LABELS, ENTRY_NOT_PUBLIC, ENTRY_WITHDRAWN
from common.pages import FormPage, ListPage, ServiceAction, StaffMixin

DRAFTS, PUBLISHED = PARTS = ("", "published")


class EntryMixin(StaffMixin):
    permission_required = "answers.manage_you_said"
    queryset = YouSaidEntry.objects.select_related("theme", "service_area", "agency", "answer__item__presentation")

    def get_success_url(self):
        return reverse("answers:staff_entry_list")


class EntryList(StaffMixin, ListPage):
    """Drafts, or with `?show=published` what is published."""

    permission_required = "answers.manage_you_said"
    queryset = (
        YouSaidEntry.objects.with_doubts()
        .select_related("theme", "service_area", "agency", "words")
        .prefetch_related("answer__commitments", "taken_off")
    )
    table_class = EntryTable
    holds_personal_data = False
    narrowed_by = ("show",)
    template_name = "answers/staff_entry_list.html"

    @property
    def heading(self):
        return _("You said, we did: published") if self.is_published else _("You said, we did: drafts")

    @property
    def empty(self):
        return _("No published entries yet.") if self.is_published else _("No drafts.")

    def narrow(self, rows):
        if self.request.GET.get("show", DRAFTS) not in PARTS:
            raise Http404
        if self.is_published:
            return rows.published()
        return rows.drafts().order_by("-pk")

    @property
    def is_published(self):
        return self.request.GET.get("show", DRAFTS) == PUBLISHED

    def get_context_data(self, **kwargs):
        return super().get_context_data(is_published=self.is_published, **kwargs)


class EntryEdit(EntryMixin, FormPage):
    form_class = EntryForm
    template_name = "answers/staff_entry_form.html"
    heading = _("Edit entry")
    about = ""
    back_url = reverse_lazy("answers:staff_entry_list")

    @property
    def success_message(self):
        return messages.after_saving_entry(self.result)

    def closed_because(self):
        return ENTRY_WITHDRAWN if self.object.withdrawn_on else ""

    def get_initial(self):
        stands = {name: getattr(self.object, name) for name in (*ENTRY_LABELS, "version")}
        return {**stands, "was_draft": not self.object.is_public}

    def get_form_kwargs(self):
        entry = self.object
        original = "" if entry.is_confirmed else "\n\n".join(entry.texts)
        kwargs = {"original": original, "known": entry.confirmed_words, "names": entry.known_names}
        return super().get_form_kwargs() | kwargs

    def typed(self, form):
        return words_of_entry(form.cleaned_data)

    def form_refused(self, form, error):
        """Let the next save stand for the page as it is now: it says whether the entry is public."""
        form.data = form.data.copy()
        form.data["was_draft"] = str(not self.object.is_public)
        return super().form_refused(form, error)

    def perform(self, form):
        return save_entry(self.object, by=self.request.user, **form.cleaned_data)


class EntryPublish(EntryMixin, ServiceAction):
    success_message = _("Entry published.")

    def perform(self):
        return publish_entry(self.object, seen=self.seen, by=self.request.user)


class EntryUnpublish(EntryMixin, FormPage):
    """Take an entry off the board, with the reason that everybody reads where it was."""

    form_class = TakeOffForm
    heading = _("Take entry off “You said, we did”")
    lead = _("Its words are no longer public. Where it is now, everyone reads the day and your reason.")
    submit = _("Take entry off")
    tone = "warning"
    success_message = _("Entry no longer public. Where it was, everyone reads why.")

    def get_back_url(self):
        return reverse("answers:staff_entry_list", query={"show": PUBLISHED})

    def closed_because(self):
        return "" if self.object.is_public else ENTRY_NOT_PUBLIC

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"names": self.object.known_names}

    def perform(self, form):
        return unpublish_entry(self.object, by=self.request.user, **form.cleaned_data)
