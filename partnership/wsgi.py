"""The door the web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

from common import broker

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
application = get_wsgi_application()
broker.warm_up()
