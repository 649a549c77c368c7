"""Signing in, and what somebody signed in finds of their own account."""

from django.urls import include, path

from accounts.views.my_account import MyAccount

mine = [path("my/account/", MyAccount.as_view(), name="my_account")]

urlpatterns = [
    path("sign-in/", include("accounts.sign_in_urls")),
    path("", include((mine, "accounts"))),
]
