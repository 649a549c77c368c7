"""A page with one short form: its heading and its button are the view's, everything else is `members/form.html`."""

from django.utils.translation import gettext_lazy as _

from common.pages import ServiceFormView, StaffMixin


class FormPage(ServiceFormView):
    template_name = "members/form.html"
    base_template = "base_staff.html"
    heading = ""
    lead = ""
    submit = _("Save")
    tone = ""
    back_url = None

    @property
    def about(self):
        """What or whom the form is about, shown above the heading."""
        return self.object if self.has_row else ""

    def get_back_url(self):
        return self.back_url or self.object.get_absolute_url()


class StaffFormPage(StaffMixin, FormPage):
    """A short form of the co-ordinator's."""
