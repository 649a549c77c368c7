"""Everything under /sign-in/. The names are allauth's own, which its steps look up; nothing else of it is open."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from django.conf import settings
from django.urls import include, path, re_path

from accounts.views import second_factor, sign_in

door = sign_in.CodeAsk.as_view()

urlpatterns = [
    path("", door, name="account_login"),
    path("", door, name="account_request_login_code"),
    path("code/", sign_in.CodeConfirm.as_view(), name="account_confirm_login_code"),
    path("link/", sign_in.LinkUse.as_view(), name="account_sign_in_link_use"),
    path("link/<str:secret>/", sign_in.LinkOpen.as_view(), name="account_sign_in_link"),
    path("out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    path("password/", sign_in.PasswordSignIn.as_view(), name="account_password_login"),
    path("password/again/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", sign_in.PasswordChange.as_view(), name="account_change_password"),
    path("password/link/", account.password_reset, name="account_reset_password"),
    path("password/link/sent/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        sign_in.PasswordNew.as_view(),
        name="account_reset_password_from_key",
    ),
    path("password/new/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("second-factor/", second_factor.SecondFactor.as_view(), name="mfa_index"),
    path("second-factor/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second-factor/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/set-up/", second_factor.SecondFactorSetUp.as_view(), name="mfa_activate_totp"),
    path("second-factor/remove/", second_factor.SecondFactorRemove.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/recovery/", second_factor.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path("second-factor/recovery/new/", second_factor.RecoveryCodesNew.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "second-factor/recovery/download/",
        second_factor.RecoveryCodesDownload.as_view(),
        name="mfa_download_recovery_codes",
    ),
]

if settings.SAMPLE_DATA:
    urlpatterns.append(path("sample/", include("accounts.sample_urls")))
