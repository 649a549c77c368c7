"""What a restore must know: which first entries migrations make, and that what was erased is erased again."""

from accounts.models import AgeGroup, Area, NeedKind, RespondentKind, ServiceArea
from common import erasures
from common.backups import Refused, erased, places

places.made_by_migrations.update(model._meta.label for model in (AgeGroup, Area, NeedKind, RespondentKind, ServiceArea))


@erased.after_restore.register("common.erasures")
def erase_again(path):
    """Erase what the list names and the backup brought back (promise 10 of docs/safety.md); return how many rows."""
    try:
        return sum(one.deleted + one.blanked for one in erasures.again(path))
    except erasures.DamagedList as error:
        raise Refused(str(error)) from error
