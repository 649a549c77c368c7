"""The pages for somebody who has lost the secret of their issue, or raised it before they had an account."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from common.limits import HOUR, limited
from common.pages import FormPage, PublicMixin
from issues.forms.following import LostSecretForm
from issues.services.found_again import claim_earlier_issues, renew_secret


@method_decorator(limited("issues.lost_secret", 5, HOUR), name="dispatch")
class SecretRenew(PublicMixin, FormPage):
    """Asks for reference and e-mail address; what it answers is the same whether the two belong together or not."""

    form_class = LostSecretForm
    heading, submit = gettext_lazy("Get a new secret"), gettext_lazy("Send me a new secret")
    lead = gettext_lazy(
        "We send it to the e-mail address you gave when you raised your issue. If you gave none, call us. If your "
        "issue is anonymous, we cannot help: nobody knows the secret but you."
    )
    success_message = gettext_lazy(
        "If this address belongs to this reference, a new secret is on its way to it. The old one has stopped working."
    )

    def get_back_url(self):
        return reverse("issues:issue_track")

    get_success_url = get_back_url

    def perform(self, form):
        return renew_secret(**form.cleaned_data)


class EarlierIssuesClaim(View):
    """Put the issues that were raised with one's own address into one's list."""

    http_method_names = ["post", "options"]

    def post(self, request):
        count = claim_earlier_issues(by=request.user)
        if count:
            words = ngettext(
                "%(n)s earlier issue is now in your list.", "%(n)s earlier issues are now in your list.", count
            )
            messages.success(request, words % {"n": count})
        else:
            messages.error(request, _("There are no earlier issues with your address."))
        return HttpResponseRedirect(reverse("issues:my_issue_list"))
