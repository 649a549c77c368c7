"""Settings of the deployment, every one from the environment.

Settings of the *service* (its name, its clocks, its switches) are rows in `accounts`, not here.
The table of variables stands in the README.
"""

import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from kombu import Exchange, Queue

env = environ.Env()
# What the portal writes (database, files, broker, backups) its own user alone may read, however it was started.
os.umask(0o077)
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(env.str("PORTAL_DATA_DIR", default=str(BASE_DIR / "var")))


def content_of(name: str) -> str:
    """Return what the file holds that a variable names, if it is set; raise ImproperlyConfigured in plain words."""
    path = env.str(name, default="")
    try:
        return Path(path).read_text(encoding="utf-8").strip() if path else ""
    except (OSError, UnicodeError) as error:
        words = getattr(error, "strerror", "") or "it is no text"
        raise ImproperlyConfigured(f"{name} names {path}, which cannot be read: {words}.") from error


def secret(name: str) -> str:
    """Return a secret from NAME, or from the file that NAME_FILE names; raise ImproperlyConfigured without one."""
    value = content_of(f"{name}_FILE") or env.str(name, default="")
    if len(value) < 50 or "insecure" in value or len(set(value)) < 5:
        raise ImproperlyConfigured(f"{name} (or {name}_FILE) must be a secret of 50 characters or more.")
    return value


SECRET_KEY = secret("SECRET_KEY")
# While the key is changed: what was signed or encrypted with the one before is still read.
HAS_KEY_BEFORE = any(env.str(name, default="") for name in ("SECRET_KEY_BEFORE", "SECRET_KEY_BEFORE_FILE"))
SECRET_KEY_FALLBACKS = [secret("SECRET_KEY_BEFORE")] if HAS_KEY_BEFORE else []
DEBUG = env.bool("DEBUG", default=False)
SAMPLE_DATA = env.bool("PORTAL_SAMPLE_DATA", default=False)
HTTPS = env.bool("PORTAL_HTTPS", default=True)
SITE_URL = env.str("PORTAL_SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", default=["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = [SITE_URL]
TRUSTED_PROXIES = env.int("PORTAL_TRUSTED_PROXIES", default=0)

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "django_filters",
    "csp",
    "common",
    "accounts",
    "members",
    "issues",
    "answers",
    "consultations",
    "meetings",
    "expenses",
    "involvement",
    "governance",
    "reports",
    "partnership",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "common.middleware.Compressed",
    "common.kept.pages.kept_pages",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "common.middleware.private_pages",
    "django.contrib.messages.middleware.MessageMiddleware",
    "common.middleware.words_for_buttons",
    "accounts.middleware.settings_once",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "common.middleware.fair_sizes",
]

ROOT_URLCONF = "partnership.urls"
WSGI_APPLICATION = "partnership.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "common.display.display",
                "partnership.context.portal",
            ],
            "builtins": [
                "common.templatetags.components",
                "common.templatetags.richtext",
                "common.templatetags.tables",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal"]
CRISPY_TEMPLATE_PACK = "portal"
CRISPY_FAIL_SILENTLY = False

# --- Data -------------------------------------------------------------------------------------
# The default is not written as an address: a folder may have "#" or "?" in its name.
EMBEDDED = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "portal.sqlite3")}
DATABASES = {"default": env.db_url("DATABASE_URL") if env.str("DATABASE_URL", default="") else EMBEDDED}
if "ENGINE" not in DATABASES["default"]:
    raise ImproperlyConfigured(
        "DATABASE_URL is no address of a database. Write it like postgres://portal@127.0.0.1/portal."
    )
if password := content_of("DATABASE_PASSWORD_FILE"):
    DATABASES["default"]["PASSWORD"] = password
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
# Opening one costs more than most pages: on SQLite four to five milliseconds.
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
# What encrypts backups (docs/backups.md): a file with a key, or with a passphrase; never the secret itself.
BACKUP_KEY_FILE = env.str("PORTAL_BACKUP_KEY_FILE", default="")
BACKUP_PASSPHRASE_FILE = env.str("PORTAL_BACKUP_PASSPHRASE_FILE", default="")
# Where the backups lie: each erasure copies the list of what was erased there at once, each backup in any case.
BACKUP_FOLDER = env.str("PORTAL_BACKUP_FOLDER", default="")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# In the database, not in Redis: sign-in limits must hold, and pages must work, while Redis is away.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
        # Beyond this the cache throws entries away, and a thrown-away count is a limit that does not hold.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # Of each process, in its memory: public pages, until anything they may show is written (docs/kept.md).
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
KEEPS_PAGES = KEEPS_VALUES = True

# --- People and sign-in -----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RoleBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/my/"
LOGOUT_REDIRECT_URL = "/"
# allauth: parents and members by a code, staff by a password and an authenticator app (docs/sign-in.md)
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"
ACCOUNT_FORMS = {
    "reset_password": "accounts.forms.PasswordLinkForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "reauthenticate": "accounts.forms.ReauthenticatePasswordForm",
}
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/h/ip,5/h/key",
    # Passwords are slowed by account (accounts/services/password_tries.py), never by address.
    "login": "",
    "login_failed": "",
    "totp": "10/h/key",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "",
    "change_password": "5/15m/user",
    "reauthenticate": "10/15m/user",
}
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "activate_totp": "accounts.forms.ActivateForm",
    "generate_recovery_codes": "accounts.forms.RecoveryCodesForm",
}

# --- Safety -----------------------------------------------------------------------------------
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "partnership.views.csrf_failure"
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOADS_DIR = DATA_DIR / "uploads"
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "common.uploads.WaitingUpload",
]

# --- Language and time ------------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
# In a container they come with the image, and do not lie in the data that outlives it.
STATIC_ROOT = Path(env.str("PORTAL_STATIC_DIR", default=str(DATA_DIR / "static")))
MEDIA_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "common.storage.DiskStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Mail: every message goes through the outbox (common/outbox.py), which delivers it by DELIVERY_EMAIL_BACKEND
EMAIL_BACKEND = "common.outbox.OutboxBackend"
EMAIL_TIMEOUT = 5
# Without one, what kind of data this is decides (common/outbox/delivery.py).
DELIVERY_EMAIL_BACKEND = env.str("PORTAL_DELIVERY_EMAIL_BACKEND", default="")
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=25)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
DEFAULT_FROM_EMAIL = env.str("PORTAL_FROM_EMAIL", default="Parent Partnership <no-reply@example.org>")

# --- Jobs (common/jobs, partnership/celery.py; the guide is docs/jobs.md) ---------------------------
BROKER_URL = env.str("BROKER_URL", default="filesystem://")
BROKER_DIR = DATA_DIR / "broker"
# One attempt of a job may take this long, or stand still for this long, before it is stopped or given to another.
JOB_SECONDS = 60
if BROKER_URL.startswith("filesystem:"):
    CELERY_BROKER_URL = "filesystem://localhost//"
    CELERY_BROKER_TRANSPORT = "common.spool:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": str(BROKER_DIR), "polling_interval": 0.25}
else:
    CELERY_BROKER_URL = BROKER_URL
    CELERY_BROKER_TRANSPORT = "common.redis_broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # A frozen broker must not hold up a page.
        "socket_connect_timeout": 0.5,
        "socket_timeout": 0.5,
        "max_retries": 0,
        # What a killed worker held comes back.
        "visibility_timeout": 300,
        "unacked_restore_interval": 2,
        "unacked_restore_throttle": 1,
    }
# An urgent message does not wait behind ten thousand letters, nor a letter behind a report.
CELERY_TASK_QUEUES = [Queue(name, Exchange(name), routing_key=name) for name in ("default", "bulk", "pdf")]
CELERY_TASK_DEFAULT_QUEUE = "default"
# What a worker reads when it starts, so that its first report does not wait for it.
CELERY_IMPORTS = ["common.pdf.writing"]
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = JOB_SECONDS
CELERY_TASK_TIME_LIMIT = JOB_SECONDS * 3 // 2
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TIMEZONE = TIME_ZONE
# In memory: a file is one more thing that a kill can break, and every entry may run once too often.
CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
# What is done every hour is asked for every two minutes, and keeps itself when it was done (`periodic.is_due`): beat
# counts from its own start, and one that starts often would never come to the end of an hour.
AT_LEISURE = {"queue": "bulk", "expires": 120}
CELERY_BEAT_SCHEDULE = {
    "sweep": {"task": "common.sweep", "schedule": 15, "options": {"expires": 15}},
    "send outbox": {"task": "common.deliver_batch", "schedule": 15, "options": {"queue": "bulk", "expires": 15}},
    "purge": {"task": "common.purge", "schedule": 600, "options": {"expires": 600}},
    "sweep files": {"task": "common.sweep_files", "schedule": 120, "options": {"queue": "bulk", "expires": 120}},
    "remind": {"task": "common.begin_routine", "schedule": 120, "args": ["remind"], "options": {"expires": 120}},
    "tell": {"task": "common.run_part", "schedule": 120, "args": ["tell", "accounts.news"], "options": AT_LEISURE},
    "retain": {"task": "common.begin_routine", "schedule": 120, "args": ["retain"], "options": {"expires": 120}},
}

# What opens something of a person's without signing in: never readable in our own logs.
MASKED_IN_LOGS = (
    r"(?<=/issues/open/)[\w-]+|(?<=[?&]draft=)[\w-]+|(?<=/privacy/receipts/)[\w-]+|(?<=/privacy/complain/)[\w-]+"
    r"|(?<=/follow/confirm/)[\w-]+|(?<=/follow/)[\w-]{20}(?=/)|(?<=/views/)[\w-]{20}(?=/)"
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "common.masked_logs.MaskingFormatter",
            "format": "%(levelname)s %(name)s %(message)r",
            "masked": MASKED_IN_LOGS,
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {
        "django.server": {"handlers": ["console"], "propagate": False},
        "pikepdf": {"level": "WARNING"},  # it says at each start that it has begun to log
    },
    "root": {"handlers": ["console"], "level": os.environ.get("PORTAL_LOG_LEVEL", "WARNING")},
}
