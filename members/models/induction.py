"""What somebody new in a role does first, and who has done what."""

from django.db import models
from django.db.models import Q

from members.models.membership import Membership
from members.models.seat import RoleDescription


class StepQuerySet(models.QuerySet):
    def current(self):
        return self.filter(ended_on__isnull=True)


class InductionStep(models.Model):
    """One thing on the induction list of a role: something to read, somebody to meet, a training."""

    description = models.ForeignKey(RoleDescription, on_delete=models.PROTECT, related_name="induction_steps")
    title = models.CharField(max_length=200)
    ended_on = models.DateField(null=True, blank=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["description", "title"],
                condition=Q(ended_on__isnull=True),
                name="one_induction_step_of_a_title",
            )
        ]

    def __str__(self):
        return self.title


class InductionDone(models.Model):
    """A member has done one thing of their induction, on a day."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="induction")
    step = models.ForeignKey(InductionStep, on_delete=models.PROTECT, related_name="done")
    done_on = models.DateField()

    class Meta:
        ordering = ["done_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["membership", "step"], name="an_induction_step_is_done_once")]

    def __str__(self):
        return f"{self.membership}: {self.step}"
