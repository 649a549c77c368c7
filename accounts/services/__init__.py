"""Verbs about people, agencies, roles and the settings of the service."""

from accounts.services.agencies import change_agency, create_agency
from accounts.services.grants import end_role, grant_role
from accounts.services.links import find_sign_in_link, make_sign_in_link, use_sign_in_link
from accounts.services.people import (
    change_email,
    create_user,
    deactivate_user,
    reactivate_user,
    register_parent,
    rename_user,
    reset_second_factor,
    set_password,
)
from accounts.services.settings import get_setting, is_set, remembered_settings, service_name, set_setting
from accounts.services.sign_in_emails import send_account_email, send_invitation

__all__ = [
    "change_agency",
    "change_email",
    "create_agency",
    "create_user",
    "deactivate_user",
    "end_role",
    "find_sign_in_link",
    "get_setting",
    "grant_role",
    "is_set",
    "make_sign_in_link",
    "reactivate_user",
    "register_parent",
    "remembered_settings",
    "rename_user",
    "reset_second_factor",
    "send_account_email",
    "send_invitation",
    "service_name",
    "set_password",
    "set_setting",
    "use_sign_in_link",
]
