"""What kind of data this database holds, and what follows from it."""

from django.conf import settings

from common.models import Installation


def is_sample() -> bool:
    """Say whether the data was made by `sample_year`; data that nothing marked counts as real."""
    return Installation.objects.filter(is_sample=True).exists()


def is_open_to_anybody() -> bool:
    """Say whether anybody may sign in as anybody: the environment asks for it, and the data is sample data."""
    return settings.SAMPLE_DATA and is_sample()
