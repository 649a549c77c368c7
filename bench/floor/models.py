from django.db import models


class Line(models.Model):
    """A row of the long list."""

    title = models.CharField(max_length=100)
    body = models.TextField()
    written_on = models.DateField(db_index=True)

    def __str__(self):
        return self.title


class Entry(models.Model):
    """What a form writes."""

    title = models.CharField(max_length=100)
    body = models.TextField()

    def __str__(self):
        return self.title
