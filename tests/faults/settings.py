"""The portal's settings with one small app, and with seconds where the portal has minutes."""

from partnership.settings import *  # noqa: F403
from partnership.settings import CELERY_BEAT_SCHEDULE, env

INSTALLED_APPS = ["django.contrib.contenttypes", "common", "tests.faults"]
MIDDLEWARE = []
ROOT_URLCONF = "tests.faults.urls"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
EMAIL_BACKEND = "common.outbox.OutboxBackend"
DELIVERY_EMAIL_BACKEND = "common.outbox.smtp.EmailBackend"
EMAIL_PORT = env.int("EMAIL_PORT", default=1)
EMAIL_HOST = "127.0.0.1"
EMAIL_TIMEOUT = 2
JOB_SECONDS = env.int("FAULTS_JOB_SECONDS")
CELERY_BEAT_SCHEDULE = {
    name: {
        **CELERY_BEAT_SCHEDULE[name],
        "schedule": 0.5,
        "options": {**CELERY_BEAT_SCHEDULE[name]["options"], "expires": 5},
    }
    for name in ("sweep", "send outbox")
}
