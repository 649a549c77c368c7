"""What can be found, what is new, and that something has changed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SearchEntry(models.Model):
    """What can be found of one row, as one audience may read it (`common/search`); its words in a full-text index too.

    The index stands beside it: on PostgreSQL two columns the database computes, on SQLite the table
    `common_searchwords`, kept by triggers.
    """

    kind = models.CharField(max_length=40)
    key = models.PositiveBigIntegerField(help_text=_("of the row"))
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    folded_title = models.TextField(help_text=_("the title without case and accents"))
    folded = models.TextField(help_text=_("title and text without case and accents"))
    on = models.DateField()
    address = models.CharField(max_length=300)

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["-on", "-id"], name="search_newest")]
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_entry_per_row")]

    def __str__(self):
        return f"{self.kind} {self.key}"


class Change(models.Model):
    """That something was written which a public page may show: a number, and nothing else (`common/kept`)."""

    def __str__(self):
        return str(self.pk)


class News(models.Model):
    """A pointer to something that became new, in the order in which it was noticed; no word and no person.

    What it says is asked of the rows each time (`common/following`).
    """

    key = models.CharField(max_length=100, unique=True)
    noticed_on = models.DateField(db_index=True)

    class Meta:
        verbose_name_plural = "news"

    def __str__(self):
        return self.key
