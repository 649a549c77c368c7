"""The audit trail in Django's admin, in words."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.audit import FOR_LEADS, reason_shown, who_did, with_who
from accounts.models.audit import kind_words
from accounts.rules import verb_words

ADMIN_CSS = {"all": ["css/admin.css"]}


class WordsFilter(admin.AllValuesFieldListFilter):
    """Offers each stored value, shown in words."""

    def choices(self, changelist):
        everything, *values = super().choices(changelist)
        yield everything
        for value in values:
            yield value | {"display": self.words(value["display"])}


class ActionFilter(WordsFilter):
    words = staticmethod(verb_words)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("action")


class KindFilter(WordsFilter):
    words = staticmethod(kind_words)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = _("kind of record")


class AuditEntryAdmin(admin.ModelAdmin):
    """Read only. The count of all lines is not asked for, because it would be slow.

    Who holds no role of staff is not named beside what a family said: running the portal needs no parent's name.
    """

    class Media:
        css = ADMIN_CSS

    list_display = ["on", "at", "who", "action", "kind", "record", "why"]
    list_filter = [("verb", ActionFilter), ("object_type", KindFilter)]
    list_select_related = ["by"]
    search_fields = ["object_name", "object_id"]
    search_help_text = gettext_lazy("Names and numbers of records, or the e-mail address of somebody of the staff.")
    ordering = ["-on", "-id"]
    show_full_result_count = False
    empty_value_display = ""
    fields = ["on", "at", "who", "action", "kind", "record", "object_id", "why", "more"]
    readonly_fields = ["who", "action", "kind", "record", "why", "more"]

    def get_queryset(self, request):
        return with_who(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        if "@" in search_term:
            found = found | queryset.filter(is_by_staff=True, by__email__icontains=search_term.strip())
        return found, may_repeat

    @admin.display(description=gettext_lazy("Who"), ordering="by")
    def who(self, entry):
        return who_did(entry)

    @admin.display(description=gettext_lazy("Reason"), ordering="reason")
    def why(self, entry):
        return reason_shown(entry)

    @admin.display(description=gettext_lazy("Details"))
    def more(self, entry):
        return "" if entry.verb in FOR_LEADS else entry.detail

    @admin.display(description=gettext_lazy("Action"), ordering="verb")
    def action(self, entry):
        return entry.action

    @admin.display(description=gettext_lazy("Kind of record"), ordering="object_type")
    def kind(self, entry):
        return entry.kind

    @admin.display(description=gettext_lazy("Record"), ordering="object_name")
    def record(self, entry):
        return entry.object_name

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
