"""The lists a county changes: each entry is a row that is renamed, merged or ended, and never deleted.

A record points at the entry it was given and goes on showing it. What is counted or filtered goes by `current`, the
entry that has replaced it.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class CountyListQuerySet(models.QuerySet):
    def open(self):
        """Those that can be chosen."""
        return self.filter(ended_on__isnull=True)

    def ended(self):
        return self.filter(ended_on__isnull=False)

    def offered(self, chosen=None):
        """Those that can be chosen, and the one a record already has, though it ended since."""
        return self.filter(Q(ended_on__isnull=True) | Q(pk=chosen)) if chosen else self.open()

    def standing_for(self, code):
        """Return the current entry for one of the first entries, which the portal itself refers to."""
        return self.get(stands_for=code)

    def fallback(self):
        """Return the entry used when nothing was chosen."""
        return self.standing_for(self.model.fallback_code)

    def only_parents(self):
        """Return the kinds of respondent that mean parents and carers, under whatever name, and nobody else beside."""
        parents = self.filter(current__stands_for=self.model.PARENT)
        return parents.exclude(current__stands_for__in=self.model.NO_PARENTS)

    def is_young(self, code):
        """Say whether an entry of the kinds of respondent means a child or young person, and nobody else beside."""
        meant = set(self.filter(current__stands_for=code).values_list("code", flat=True))
        return self.model.CHILD in meant and not meant & {self.model.PARENT, self.model.fallback_code}


class CountyListEntry(models.Model):
    """One entry of a list. Its code never changes; a new name for an entry in use is a new entry that replaces it."""

    list_slug = ""
    used_for = ""
    fallback_code = ""
    last_codes = ()  # the first entries that are for everything else, and so stay behind what a county adds
    do_not_call_in_templates = True  # a page is handed the list, which is the class

    code = models.SlugField(max_length=60, primary_key=True)
    name = models.CharField(max_length=80)
    order = models.PositiveIntegerField()
    ended_on = models.DateField(null=True, blank=True)
    replaced_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="replaced",
        help_text=_("the entry it was renamed to or merged into"),
    )
    current = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        related_name="stands_for",
        help_text=_("the entry that stands for it now, at the end of all replacements"),
    )

    objects = CountyListQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["order", "code"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"), condition=Q(ended_on__isnull=True), name="one_open_%(class)s_of_a_name"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(ended_on__isnull=False), name="replaced_%(class)s_is_ended"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("code")),
                name="no_%(class)s_replaces_itself",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=False) | Q(current=F("code")),
                name="%(class)s_stands_for_itself_or_is_replaced",
            ),
        ]

    def __str__(self):
        return self.name

    @classmethod
    def title(cls):
        """Return what the list is called on a page."""
        return cls._meta.verbose_name_plural

    @property
    def is_open(self):
        return self.ended_on is None


class ServiceArea(CountyListEntry):
    list_slug = "service-areas"
    used_for = _("What an issue, a theme or an entry of “You said, we did” is about.")
    fallback_code = "other"
    last_codes = ("other",)

    class Meta(CountyListEntry.Meta):
        verbose_name = _("service area")
        verbose_name_plural = _("service areas")


class AgeGroup(CountyListEntry):
    list_slug = "age-groups"
    used_for = _("How old the child or young person is that an issue is about.")
    fallback_code = "any"
    last_codes = ("any",)

    class Meta(CountyListEntry.Meta):
        verbose_name = _("age group")
        verbose_name_plural = _("age groups")


class Area(CountyListEntry):
    """A town or a part of the county."""

    list_slug = "areas"
    used_for = _("Which town or part of the county an issue is about.")

    class Meta(CountyListEntry.Meta):
        verbose_name = _("area of the county")
        verbose_name_plural = _("areas of the county")


class RespondentKind(CountyListEntry):
    """Who speaks: parents are counted apart from others."""

    PARENT, CHILD = "parent", "child"
    NO_PARENTS = (CHILD, "worker", "other")

    list_slug = "respondents"
    used_for = _("Who raises an issue, asks a question or answers a consultation, as they say themselves.")
    fallback_code = "other"
    last_codes = ("other",)

    class Meta(CountyListEntry.Meta):
        verbose_name = _("kind of respondent")
        verbose_name_plural = _("kinds of respondent")


class NeedKind(CountyListEntry):
    """The kinds of need that the service's own figures are kept by (promise V15)."""

    list_slug = "needs"
    last_codes = ("other", "not-known")
    used_for = _("Kinds of need, for the service's own figures. No form asks for them yet.")

    class Meta(CountyListEntry.Meta):
        verbose_name = _("kind of need")
        verbose_name_plural = _("kinds of need")


def codes_of(answers):
    """Return answers with each entry as its code, which is what can be kept in a draft or compared."""
    return {name: value.code if isinstance(value, CountyListEntry) else value for name, value in answers.items()}


COUNTY_LISTS = {model.list_slug: model for model in (ServiceArea, AgeGroup, Area, RespondentKind, NeedKind)}
