"""Who holds a role."""

from django.db.models import Q

from accounts.models import User
from common import clock


def holders_of(role, **where):
    """Return the people who hold a role today; `where` narrows their grants, such as `grants__agency`."""
    today = clock.today()
    holds = Q(grants__ends_on__isnull=True) | Q(grants__ends_on__gte=today)
    wanted = User.objects.filter(holds, grants__role=role, grants__starts_on__lte=today, **where)
    return wanted.filter(is_active=True).distinct()
