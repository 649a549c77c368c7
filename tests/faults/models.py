from django.db import models


class Write(models.Model):
    """One result that was written. Nothing forbids a second one for the same job: that is what the tests count."""

    job_number = models.BigIntegerField()

    def __str__(self):
        return str(self.job_number)
