"""Addresses of what came of issues: public, of staff, of officers."""

from django.urls import include, path

from answers.views.came_true import PromiseJudge
from answers.views.feedback import IssueFeedbackGive
from answers.views.own import MyActionFinish

app_name = "answers"

urlpatterns = [
    path("issues/<reference:reference>/feedback/", IssueFeedbackGive.as_view(), name="issue_feedback"),
    path("issues/<reference:reference>/promises/<reference:promise>/", PromiseJudge.as_view(), name="promise_judge"),
    path("my/actions/<reference:reference>/done/", MyActionFinish.as_view(), name="my_action_finish"),
    path("", include("answers.public_urls")),
    path("", include("answers.staff_urls")),
    path("", include("answers.officer_urls")),
]
