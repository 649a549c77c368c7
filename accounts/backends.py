"""Checks who someone is with allauth, and what they may do with the table of rights."""

from allauth.account.auth_backends import AuthenticationBackend

from accounts import roles


class RoleBackend(AuthenticationBackend):
    """Checks a password as allauth does, and reads every right from today's role grants.

    It never looks at `is_superuser`, groups or permission rows; somebody inactive or signed out has no right.
    """

    def has_perm(self, user_obj, perm, obj=None):
        return roles.has_perm(user_obj, perm)

    def has_module_perms(self, user_obj, app_label):
        return roles.has_module_perms(user_obj, app_label)

    def get_user_permissions(self, user_obj, obj=None):
        return self.get_all_permissions(user_obj, obj)

    def get_group_permissions(self, user_obj, obj=None):
        return set()

    def get_all_permissions(self, user_obj, obj=None):
        return {perm for perm in roles.PERMISSIONS if roles.has_perm(user_obj, perm)}

    def with_perm(self, perm, is_active=True, include_superusers=False, obj=None):
        raise NotImplementedError("Ask RoleGrant who holds a role today.")
