"""What governing documents hold: the group's own words, and nobody's data (docs/privacy.md)."""

from django.utils.translation import gettext_lazy as _

from common.privacy import FOR_EVER, holds
from governance.models import Clause, DraftClause, GoverningDocument, TermsDraft, TermsReview, TermsVersion

holds(GoverningDocument, _("governing documents"), kept=FOR_EVER, nobody=("slug", "title"))
holds(TermsVersion, _("versions of governing documents"), kept=FOR_EVER, others=("amendments",))
holds(Clause, _("clauses"), kept=FOR_EVER, nobody=("identifier", "part", "evidence_kind"))
holds(TermsReview, _("reviews of governing documents"), kept=FOR_EVER, others=("note",))
holds(TermsDraft, _("drafts of governing documents"), kept=FOR_EVER, others=("reason",))
holds(
    DraftClause, _("clauses of drafts"), kept=FOR_EVER, others=("text",), nobody=("identifier", "part", "evidence_kind")
)
