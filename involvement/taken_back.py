"""How other versions of a document go when words are taken back, or taken off the page they were made from."""

from common import chain, redactions, taken_back
from common.redactions import take_out
from involvement.models import OtherVersion, OtherVersionRequest
from involvement.services.versions import let_go, let_go_of_pages
from issues.models import Issue

TITLES = ("title", "details", "reason")
redactions.made_from_pages(let_go_of_pages)


@taken_back.copies_of(Issue)
def erase_versions(issue, copies, now):
    """Erase every version made from its page, or from a page that said its words; nobody can take words out of a file.

    Requests keep the address of the document; words of the issue go from its title.
    """
    for version in OtherVersion.objects.select_related("document").select_for_update(of=("self",)):
        is_its_own = version.address.startswith(issue.get_absolute_url())
        if is_its_own or copies.are_in([version.title, version.page_words, version.what]):
            let_go(version, is_erased=True, now=now)
    places = [(OtherVersionRequest.objects.all(), TITLES, ()), (OtherVersion.objects.all(), ("title",), ())]
    take_out(copies, places)
    of_issue = {"address__startswith": issue.get_absolute_url()}
    for rows in (OtherVersionRequest.objects.filter(**of_issue), OtherVersion.objects.filter(**of_issue)):
        with chain.changing(rows, chain.Why.TAKEN_OUT, now=now):
            rows.update(title=issue.reference)
