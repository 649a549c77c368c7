"""The audit trail in Django's admin, in words."""

from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
    """Read only. The count of all lines is not asked for, because it would be slow."""

    class Media:
        css = ADMIN_CSS

    list_display = ["on", "at", "by", "action", "kind", "record", "reason"]
    list_filter = [("verb", ActionFilter), ("object_type", KindFilter)]
    list_select_related = ["by"]
    search_fields = ["object_name", "object_id", "by__email"]
    ordering = ["-on", "-id"]
    show_full_result_count = False
    empty_value_display = ""
    fields = ["on", "at", "by", "action", "kind", "record", "object_id", "reason", "detail"]
    readonly_fields = ["action", "kind", "record"]

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
