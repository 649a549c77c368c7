"""The audit trail. Services write it themselves, because signals miss changes made through a queryset."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from accounts.models import AuditEntry, ListFile, RoleGrant
from accounts.roles import SIGNS_IN_WITH_SECOND_FACTOR
from common import chain, clock, search
from common.redactions import take_out

BATCH = 500
NAME_LENGTH = AuditEntry._meta.get_field("object_name").max_length


# What worries somebody about a family, and what was decided on it: written for the safeguarding leads alone.
FOR_LEADS = frozenset({"hide_issue", "decide_hidden_issue"})
OF_FAMILIES = ("issues.", "answers.", "consultations.", "meetings.publicquestion", "meetings.viewgiven", "involvement.")
SOMEBODY, LEADS_ALONE = _("Somebody who follows it"), _("For the safeguarding leads alone")


def with_who(entries):
    """Read with each entry whether somebody of the staff did it: then they may be named (`who_did`)."""
    of_staff = RoleGrant.objects.filter(user=OuterRef("by"), role__in=SIGNS_IN_WITH_SECOND_FACTOR)
    return entries.annotate(is_by_staff=Exists(of_staff))


def who_did(entry):
    """Return who did it, for whoever runs the portal: of a family nobody is named beside what it said."""
    is_of_a_family = entry.object_type.startswith(OF_FAMILIES) and not entry.is_by_staff
    return SOMEBODY if entry.by and is_of_a_family else entry.by


def reason_shown(entry):
    return LEADS_ALONE if entry.verb in FOR_LEADS else entry.reason


def record(verb, obj, by, *, now=None, reason="", **detail):
    """Add one line: `by` did `verb` (the service's name) to `obj`, for this `reason`.

    For someone anonymous (`by` None or signed out) it records a date but no time (promise 8 of docs/safety.md).
    Call it in the transaction of the change and after it, so that neither is saved without the other, and what can be
    found of `obj` is what it says now (docs/search.md).
    """
    search.refresh(obj)
    entry = _entry(verb, obj, by, now or clock.now(), reason, detail)
    entry.save(force_insert=True)
    return entry


def record_each(verb, rows, by, *, now=None, **detail):
    """Add the same line about each of many rows of one model, some hundred at a time."""
    for start in range(0, len(rows), BATCH):
        search.refresh(*rows[start : start + BATCH])
    moment = now or clock.now()
    entries = [_entry(verb, row, by, moment, "", detail) for row in rows]
    AuditEntry.objects.bulk_create(entries, batch_size=BATCH)


def _entry(verb, obj, by, moment, reason, detail):
    by = by if by is not None and by.is_authenticated else None
    return AuditEntry(
        on=clock.today(moment),
        at=moment if by else None,
        by=by,
        verb=verb,
        object_type=obj._meta.label_lower,
        object_id=str(obj.pk),
        object_name=str(obj)[:NAME_LENGTH],
        reason=reason,
        detail=detail,
    )


def record_list(verb, name, by, *, now=None, **detail):
    """Add one line about a list, which is no row of its own; `detail` holds none of the words it was narrowed by."""
    moment = now or clock.now()
    return AuditEntry.objects.create(
        on=clock.today(moment),
        at=moment,
        by=by,
        verb=verb,
        object_type=ListFile._meta.label_lower,
        object_name=str(name)[:NAME_LENGTH],
        detail=detail,
    )


def entries_about(obj):
    """Return what was done to `obj`, newest first."""
    return AuditEntry.objects.filter(object_type=obj._meta.label_lower, object_id=str(obj.pk)).order_by("-id")


def take_out_of_entries(rows, copies):
    """Take words out of the entries about some rows, whatever was done to them."""
    of_type = defaultdict(set)
    for row in rows:
        of_type[row._meta.label_lower].add(str(row.pk))
    for name, keys in of_type.items():
        entries = AuditEntry.objects.filter(object_type=name, object_id__in=keys)
        take_out(copies, [(entries, ("object_name", "reason", "detail"), ())])


def forget_entries(entries, *, rule, now=None):
    """Delete lines of the audit trail under a rule of retention; return how many.

    The only door by which a line goes: the chain keeps a tombstone where one stood.
    """
    with transaction.atomic(), chain.changing(entries, chain.Why.LET_GO, now=now):
        return entries.delete()[0]


def authors_of_versions(text, *models):
    """Return {number: audit entry} of who saved the versions of a text; their entries are about rows of `models`.

    Services say which version it was (`**save_version(...)`).
    """
    types = [model._meta.label_lower for model in models]
    rows = AuditEntry.objects.filter(object_type__in=types, detail__versions_of=text.pk, detail__version__isnull=False)
    return {entry.detail["version"]: entry for entry in rows.select_related("by")}


def doers_of(rows, model, *verbs, path="pk", day=""):
    """Return what finds the addresses of those who did something to rows, as the kit of following asks for them.

    The entries are about rows of `model`, at `path` from the rows; with `day`, those of the day in that field alone.
    """

    def pairs(keys):
        about = {pk: (str(key), on) for pk, key, on in rows.filter(pk__in=keys).values_list("pk", path, day or path)}
        entries = AuditEntry.objects.filter(
            object_type=model._meta.label_lower,
            object_id__in={key for key, _on in about.values()},
            verb__in=verbs,
            by__isnull=False,
        )
        done = defaultdict(set)
        for key, on, address in entries.values_list("object_id", "on", "by__email"):
            done[key].add((on, address))
        for pk, (key, of_day) in about.items():
            yield from ((pk, address) for on, address in done[key] if not day or on == of_day)

    return pairs


def either(*finders):
    """Return what finds the pairs of each of several finders."""

    def pairs(keys):
        for find in finders:
            yield from find(keys)

    return pairs
