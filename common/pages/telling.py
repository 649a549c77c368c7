"""People whom no e-mail reaches: a list of those to ring or write to, and for each what to say and that it was said."""

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from common.forms import DateField, FormMixin, LineField
from common.pages.columns import Column, DayColumn, Table
from common.pages.forms import FormPage
from common.pages.lists import ListPage
from common.pages.visibility import StaffMixin
from common.rules import ToldHow


class ToldForm(FormMixin, forms.Form):
    """How, when and by whom somebody was told.

    `last` names the newest news on the page, so that what came since is not ticked off unsaid.
    """

    how = forms.ChoiceField(label=_("How were they told?"), choices=ToldHow, widget=forms.RadioSelect)
    told_on = DateField(label=_("On which day"))
    told_by = LineField(label=_("Who told them"), max_length=120)
    last = forms.IntegerField(widget=forms.HiddenInput)


class ToTellTable(Table):
    """Each row says what is still to be said (`news_of`), and since when."""

    news = Column(_("What to say"), accessor="pk", exclude_from_export=True)
    since = DayColumn(_("Waiting since"), accessor="waiting_since")

    def news_of(self, record):
        raise NotImplementedError

    def render_news(self, record):
        return ", ".join(one.title for one in self.news_of(record))


class ToTellList(StaffMixin, ListPage):
    """Everybody who is to be rung or written to, with what has happened."""

    not_downloaded_because = "It is worked through on the page, one at a time, and ticked off there."


class TellPage(StaffMixin, FormPage):
    """What to say to one person, and that it was said; subclasses say what waits (`news`) and how to reach them.

    Each piece of news has a `title`, the day it is `on`, and a `text`.
    """

    form_class = ToldForm
    template_name = "pages/tell.html"
    submit = _("Record that they were told")

    def news(self):
        raise NotImplementedError

    def get_initial(self):
        last = max((one.pk for one in self.news()), default=0)
        return {"last": last, "told_on": clock.today(), "told_by": self.request.user.name}

    def get_context_data(self, **kwargs):
        return super().get_context_data(news=self.news(), **kwargs)
