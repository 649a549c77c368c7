"""What runs every hour for people and sign-in; what goes of them stands in `retention.py`."""

from accounts.services import (
    addressees,
    data_requests,
    holds,
    news,
    pending_changes,
    record_check,
    second_factors,
    witness,
)
from common.periodic import remind, tell

remind.part("accounts.witness")(witness.tell_witness)
remind.part("accounts.record_check")(record_check.check_record)
remind.part("accounts.pending_changes")(pending_changes.apply_due_changes)
remind.part("accounts.holds")(holds.end_due_holds)
remind.part("accounts.second_factors")(second_factors.encrypt_anew)
remind.part("accounts.data_requests")(data_requests.carry_out_due)
remind.part("accounts.digests")(news.tell_digests)
remind.part("accounts.follow_secrets")(addressees.encrypt_anew)
tell.part("accounts.news")(news.tell_at_once)
