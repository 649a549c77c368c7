"""Files that programs ask for again and again: where nothing changed they are told so (304), and get no file."""

import hashlib

from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def unless_unchanged(request, response, changed_at=None):
    """Return a response with its ETag and, where it is known, when it changed; or 304 where the asker has it."""
    response["Cache-Control"] = "no-cache"
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    last_modified = None
    if changed_at:
        last_modified = int(changed_at.timestamp())
        response["Last-Modified"] = http_date(last_modified)
    return get_conditional_response(request, response["ETag"], last_modified, response)
