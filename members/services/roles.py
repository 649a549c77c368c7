"""Role descriptions, their versions, and members' acceptance of them (M2, M5)."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from accounts import audit
from common import clock
from common.errors import DomainError
from common.locking import locked
from common.richtext import check_length
from common.slugs import new_slug
from common.versions import check_version, last_version_of, save_version, version_of
from members.models import Acceptance, Membership, RoleDescription, RoleDescriptionVersion
from members.selectors import reminder_key
from members.services.changes import one_line
from members.services.sendings import all_had, of_person, send


@transaction.atomic
def create_role_description(title, *, by, text="", now=None):
    """Add a role description; `text` becomes the draft of its first version. Raises DomainError for a title twice."""
    title = one_line(title)
    description = RoleDescription.objects.create(title=title, slug=new_slug(RoleDescription, title, "title"))
    audit.record("create_role_description", description, by, now=now)
    if text.strip():
        draft_role_version(description, text, by=by, now=now)
    return description


@transaction.atomic
def draft_role_version(description, text, *, by, version=None, now=None):
    """Write the next version, or go on with the draft there is; it is not in force before it is published.

    `version` is the `edits` of the description that this began from. Raises StaleEdit where somebody saved it since.
    """
    locked(description)
    if version is not None:
        check_version(version_of(description), version, description.latest_text)
    if not text.strip():
        raise DomainError(_("Say what the role asks of its holder."), field="text")
    check_length(text, "text")
    text = text.replace("\r\n", "\n")
    kept = save_version(description, {"text": text}, before={"text": description.latest_text}, now=now)
    draft = description.draft
    if draft is None:
        last = description.versions.order_by("-number").values_list("number", flat=True).first() or 0
        draft = RoleDescriptionVersion(description=description, number=last + 1)
    draft.kept = last_version_of(description)
    draft.save()
    audit.record("draft_role_version", draft, by, now=now, number=draft.number, **kept)
    return draft


@transaction.atomic
def publish_role_version(version, *, by, now=None):
    """Put a version in force and ask every holder of such a seat to accept it (M2: a new version asks again)."""
    locked(version)
    if version.published_on:
        raise DomainError(_("This version is already published. Write a new one to change it."))
    version.published_on = clock.today(now)
    version.save(update_fields=["published_on"])
    audit.record("publish_role_version", version, by, now=now, number=version.number)
    holders = Membership.objects.active().filter(seat__role_description=version.description_id)
    send(
        "members.role_published",
        [_holder(one) for one in holders.select_related("person__user", "seat").order_by("pk")],
        {"version": version, "membership": {"seat": version.description}},
        key=f"members.role.{version.pk}",
        is_for_members=True,
        now=now,
    )
    return version


@transaction.atomic
def remind_to_accept(version, *, by, now=None):
    """Ask again those who have not accepted the version in force; once a day. Returns what was sent.

    Raises DomainError for a version that is not in force, and where everybody has accepted it.
    """
    locked(version)
    if version != version.description.in_force:
        raise DomainError(_("This version is not in force."))
    waiting = Membership.objects.to_accept().filter(version_in_force=version.pk)
    holders = [_holder(one) for one in waiting.select_related("person__user", "seat").order_by("pk")]
    if not holders:
        raise DomainError(_("Everyone has accepted it."))
    key = f"{reminder_key(version)}{clock.today(now)}"
    if all_had("members.role_reminder", key, holders):
        raise DomainError(_("They have already been reminded today."))
    sending = send(
        "members.role_reminder",
        holders,
        {"version": version, "membership": {"seat": version.description}},
        key=key,
        is_for_members=True,
        now=now,
    )
    audit.record("remind_to_accept", version, by, now=now, people=len(holders))
    return sending


def _holder(membership):
    """Return the holder of a seat, who is sent to the page where that seat's description is accepted."""
    person = of_person(membership.person)
    return replace(person, context={**person.context, "membership": membership})


@transaction.atomic
def accept_role_description(membership, *, by, version=None, now=None):
    """Record that a member accepts the version in force, including M5's statement; a second acceptance changes nothing.

    `version` is the one they read: raises DomainError where another has been put in force since.
    """
    now = now or clock.now()
    if not membership.is_active:
        raise DomainError(_("Only someone who holds a seat can accept its role description."))
    in_force = membership.seat.role_description and membership.seat.role_description.in_force
    if in_force is None:
        raise DomainError(_("There is no role description for this seat yet."))
    if version is not None and version != in_force:
        raise DomainError(_("A new version has been published since you opened this page. Please read it below."))
    acceptance, is_new = Acceptance.objects.get_or_create(
        membership=membership, version=in_force, defaults={"accepted_at": now}
    )
    if is_new:
        audit.record("accept_role_description", acceptance, by, now=now, version=in_force.number)
    return acceptance
