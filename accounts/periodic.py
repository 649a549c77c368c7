"""What runs every hour for people and sign-in."""

from accounts.services import retention
from common.periodic import retain

retain.part("accounts.links")(retention.forget_links)
retain.part("accounts.sessions")(retention.forget_sessions)
retain.part("accounts.counts")(retention.forget_counts)
