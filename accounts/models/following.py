"""Who follows what without an account, and which e-mails somebody has stopped (docs/following.md).

No row here has a time of day: a e-mail about something anonymous may have made it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.rules import HowOften
from common.model_fields import ChoiceField
from common.models import News
from common.references import hash_secret


class AddresseeQuerySet(models.QuerySet):
    def with_secret(self, secret):
        """Return the one whose e-mails hold this secret."""
        return self.filter(secret_hash=hash_secret(secret))

    def idle(self, day):
        """Return those who follow nothing, have stopped nothing, and were last written to on a day or before."""
        return self.filter(followings=None, stops=None, last_written_on__lte=day)


class Addressee(models.Model):
    """An address that gets e-mails it can stop: it follows something, or raised, asked or answered something.

    The secret is in every such e-mail, so it is kept encrypted as well as hashed. It opens what the address follows,
    and nothing about what it raised or asked: a e-mail may be passed on.
    """

    email = models.EmailField(max_length=254, unique=True)
    secret = models.CharField(max_length=200)
    secret_hash = models.CharField(max_length=64, unique=True)
    since_on = models.DateField()
    last_written_on = models.DateField()
    daily_on = models.DateField(null=True, blank=True, help_text=_("the day of the last daily e-mail"))
    weekly_on = models.DateField(null=True, blank=True, help_text=_("the day of the last weekly e-mail"))

    objects = AddresseeQuerySet.as_manager()

    def __str__(self):
        return f"addressee {self.pk}"


class Following(models.Model):
    """One thing somebody follows. `after` is the last news that was noticed before: they are told what comes later."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="followings")
    topic = models.CharField(max_length=80)
    how_often = ChoiceField(max_length=8, choices=HowOften)
    after = models.PositiveBigIntegerField()
    since_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["addressee", "topic"], name="a_thing_is_followed_once")]
        indexes = [models.Index(fields=["how_often", "topic"], name="following_of_topic")]

    def __str__(self):
        return f"{self.topic}, {self.how_often}"


class FollowRequest(models.Model):
    """What somebody asked to follow and has not confirmed; the secret is in the e-mail alone."""

    email = models.EmailField(max_length=254)
    topics = models.JSONField(default=list)
    how_often = ChoiceField(max_length=8, choices=HowOften)
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(db_index=True)

    def __str__(self):
        return f"follow request {self.pk}"


class FollowLink(models.Model):
    """A link to all that an address gets from us, sent to it because somebody asked; good for some days."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    expires_on = models.DateField(db_index=True)

    def __str__(self):
        return f"follow link {self.pk}"


class Told(models.Model):
    """That one thing was told to one reader: never twice."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="told")
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="+")
    message_key = models.CharField(max_length=150, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["addressee", "news"], name="each_thing_is_told_once")]

    def __str__(self):
        return f"{self.addressee_id}: {self.news_id}"


class EmailStop(models.Model):
    """That somebody wants no more e-mails about one thing they raised, asked or answered."""

    addressee = models.ForeignKey(Addressee, on_delete=models.CASCADE, related_name="stops")
    topic = models.CharField(max_length=80)
    stopped_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["addressee", "topic"], name="emails_are_stopped_once")]

    def __str__(self):
        return self.topic
