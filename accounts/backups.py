"""What a backup's restore must know of these tables: migrations make the first entries of the county's lists."""

from accounts.models import AgeGroup, Area, NeedKind, RespondentKind, ServiceArea
from common.backups import places

places.made_by_migrations.update(model._meta.label for model in (AgeGroup, Area, NeedKind, RespondentKind, ServiceArea))
