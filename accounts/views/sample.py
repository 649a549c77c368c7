"""With sample data only: sign in as anybody with one click, and read the e-mails that were sent."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.logout import logout
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from accounts import roles
from accounts.models import RoleGrant, User
from accounts.roles import Role
from common import clock
from common.installation import is_open_to_anybody
from common.models import Message
from common.pages import DetailPage, ListPage, PublicMixin, everybody

PARENTS_SHOWN = 5
TO_TRY = {
    Role.COORDINATOR: _("Acknowledge an issue, put a theme on an agenda, present it to an agency, build a report."),
    Role.OFFICER: _(
        "Answer a presentation: agreed, partly agreed, or not possible, and promise what will be done by when."
    ),
    Role.BOARD_MEMBER: _("Read the report to the Performance Board, and download it as a PDF."),
    Role.MEMBER: _("Reply to a meeting, read the agenda pack, declare an interest, accept the role description."),
    Role.SAFEGUARDING_LEAD: _("See what was put out of sight, and decide what happens to it."),
    Role.INDEPENDENT_READER: _(
        "Read and answer an issue about the service itself, hand one to the co-ordinator, or log it for the group."
    ),
    Role.PAYER: _("Open an approved expense claim, and record that it was paid."),
    Role.ADMINISTRATOR: _("Add a user or an agency, give a role, change a setting, read the audit trail."),
}
PARENT_TO_TRY = _("Raise an issue, follow it to the answer, and say whether it is answered.")


class SampleMixin(PublicMixin):
    """These addresses do not exist over real data, whatever the environment says (promise 16 of docs/safety.md)."""

    is_document = False

    def dispatch(self, request, *args, **kwargs):
        if not is_open_to_anybody():
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class SampleSignIn(SampleMixin, TemplateView):
    """Choose a sample person; a second factor counts as given."""

    template_name = "accounts/sample_sign_in.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(groups=sample_people(), **kwargs)

    def post(self, request):
        user = get_object_or_404(User, pk=as_number(request.POST.get("user")), is_active=True)
        if request.user.is_authenticated:
            logout(request, show_message=False)
        get_adapter().login(request, user)
        record_authentication(request, user, method="password", type="sample", reauthenticated=True)
        record_authentication(request, user, method="mfa", type="sample")
        return HttpResponseRedirect(roles.home_of(user))


class SampleMail(SampleMixin, ListPage):
    queryset = Message.objects.order_by("-id")
    visible = everybody
    not_downloaded_because = "It shows what the sample data would have sent."
    template_name = "accounts/sample_mail_list.html"


class SampleMailRead(SampleMixin, DetailPage):
    model = Message
    visible = everybody
    template_name = "accounts/sample_mail_detail.html"


def as_number(text):
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 12 else 0


def sample_people():
    """Return [(role, what to try, people)], with some parents, who hold no role, at the end."""
    today = clock.today()
    grants = RoleGrant.objects.holding_on(today).filter(user__is_active=True)
    by_role = {role: [] for role in {**TO_TRY, **dict.fromkeys(Role)}}
    for grant in grants.select_related("user", "agency").order_by("user__name", "user__email"):
        by_role[Role(grant.role)].append((grant.user, grant.agency))
    groups = [(role.label, TO_TRY.get(role, ""), people) for role, people in by_role.items() if people]
    parents = User.objects.filter(is_active=True).exclude(grants__in=grants).order_by("pk")[:PARENTS_SHOWN]
    return [*groups, (_("parent"), PARENT_TO_TRY, [(user, None) for user in parents])]
