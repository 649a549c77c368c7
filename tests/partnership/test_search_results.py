"""Each result of the search leads to a page that shows its words, to everybody who finds it."""

import html
import re

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.models import User
from accounts.roles import has_role
from common import clock, search
from common.search.words import tokens
from tests.sample_year import AS_OF
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db
ROLES = ["anyone", "member", "coordinator", "officer"]
# What is read in the file of a paper, and a report in its laid-out pages, one click further.
READ_FURTHER_ON = {"papers", "reports"}


def somebody(role):
    """Return the client and the user of one who has a role in the sample year."""
    if role == "anyone":
        return Client(), AnonymousUser()
    user = next(one for one in User.objects.order_by("pk") if has_role(one, role))
    return sign_in(Client(), user), user


@pytest.mark.parametrize("role", ROLES)
def test_result_leads_to_the_words_that_were_found(sample_year, django_db_blocker, role):
    with django_db_blocker.unblock(), sample_year.copied() as copy, copy.opened(), clock.frozen(AS_OF):
        client, user = somebody(role)
        faults, pages = [], {}
        for entry in search.visible_to(user).order_by("address"):
            path, _hash, anchor = entry.address.partition("#")
            if path not in pages:
                answer = client.get(path)
                pages[path] = answer.status_code, answer.content.decode()
            status, page = pages[path]
            missing = set(tokens(entry.text)) - set(tokens(html.unescape(re.sub(r"<[^>]*>", " ", page))))
            if status != 200:
                faults.append((entry.kind, entry.address, status))
            elif anchor and f'id="{anchor}"' not in page:
                faults.append((entry.kind, entry.address, "no such place"))
            elif missing and entry.kind not in READ_FURTHER_ON:
                faults.append((entry.kind, entry.address, sorted(missing)))
        assert faults == []
        assert len(pages) > 20
