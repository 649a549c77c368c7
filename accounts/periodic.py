"""What beat does for people and sign-in, every hour."""

from accounts.services import keeping
from common.periodic import retain

retain.part("accounts.links")(keeping.forget_links)
retain.part("accounts.sessions")(keeping.forget_sessions)
retain.part("accounts.counts")(keeping.forget_counts)
