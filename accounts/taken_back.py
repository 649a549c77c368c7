"""What goes here when anything is taken back: the news of it that was written and is not sent."""

from django.db import models

from accounts.services.news import take_back_unsent
from common import taken_back


@taken_back.copies_of(models.Model)
def take_back_news(_obj, _copies, now):
    """Let every waiting e-mail of news be written anew from what may still be read."""
    take_back_unsent(now)
