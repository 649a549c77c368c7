"""The portal's settings, as the tests run them."""

import os
import secrets
import tempfile

os.environ.setdefault("SECRET_KEY", secrets.token_urlsafe(60))
os.environ.setdefault("PORTAL_DATA_DIR", tempfile.mkdtemp(prefix="portal-tests-"))
os.environ.setdefault("PORTAL_HTTPS", "false")

from partnership.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "common.storage.DiskStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DELIVERY_EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Every test makes a page and its figures anew; those of what is kept say so.
KEEPS_PAGES = KEEPS_VALUES = False
# WhiteNoise warns where its folder is missing, and a warning is an error here.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
