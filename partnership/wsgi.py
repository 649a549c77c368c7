"""The door the web server knocks at."""

import os

from django.core.wsgi import get_wsgi_application

from common import broker
from partnership.start_check import check_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.settings")
check_start()
application = get_wsgi_application()
broker.warm_up()
