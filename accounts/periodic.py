"""What runs every hour for people and sign-in."""

from accounts.services import pending_changes, retention, witness
from common.periodic import remind, retain

retain.part("accounts.links")(retention.forget_links)
retain.part("accounts.sessions")(retention.forget_sessions)
retain.part("accounts.addresses")(retention.forget_addresses)
retain.part("accounts.counts")(retention.forget_counts)
remind.part("accounts.witness")(witness.tell_witness)
remind.part("accounts.pending_changes")(pending_changes.apply_due_changes)
