"""Addresses of the group's people: public, a member's own, and the co-ordinator's."""

from django.urls import path

from members import my_views, views
from members.staff_views import calls, imports, memberships, people, reviews, roles, seats, sendings, terms

app_name = "members"

public_urls = [
    path("members/", views.MemberList.as_view(), name="member_list"),
    path("members/interests/", views.InterestList.as_view(), name="interest_list"),
    path("members/roles/<slug:slug>/", views.RoleDescriptionDetail.as_view(), name="role_description_detail"),
    path("members/roles/<slug:slug>/changes/", views.RoleDescriptionChanges.as_view(), name="role_description_changes"),
    path("members/calls/<int:pk>/", views.CallDetail.as_view(), name="call_detail"),
    path("members/calls/<int:pk>/apply/", views.CallApply.as_view(), name="call_apply"),
    path("members/applications/<str:reference>/", views.ApplicationReceived.as_view(), name="application_received"),
    path("members/reviews/<int:pk>/", views.ReviewDetail.as_view(), name="review_detail"),
    path("members/reviews/<int:pk>/say/", views.ReviewSay.as_view(), name="review_say"),
    path("members/reviews/<int:pk>/versions/", views.ReviewVersions.as_view(), name="review_versions"),
]
my_urls = [
    path("my/membership/", my_views.MyMembership.as_view(), name="my_membership"),
    path("my/membership/details/", my_views.MyDetailsEdit.as_view(), name="my_details_edit"),
    path("my/membership/<int:pk>/accept/", my_views.RoleDescriptionAccept.as_view(), name="role_description_accept"),
    path("my/membership/next-year/<int:pk>/", my_views.MyWish.as_view(), name="my_wish"),
    path("my/membership/interests/add/", my_views.MyInterestAdd.as_view(), name="my_interest_add"),
    path("my/membership/interests/confirm/", my_views.MyInterestsConfirm.as_view(), name="my_interests_confirm"),
    path("my/membership/interests/<int:pk>/end/", my_views.MyInterestEnd.as_view(), name="my_interest_end"),
    path("my/membership/disputes/add/", my_views.MyDisputeAdd.as_view(), name="my_dispute_add"),
    path("my/membership/disputes/<int:pk>/end/", my_views.MyDisputeEnd.as_view(), name="my_dispute_end"),
]
induction_urls = [
    path(
        "my/membership/<int:pk>/induction/<int:step>/done/",
        my_views.MyInductionDone.as_view(),
        name="my_induction_done",
    ),
    path(
        "my/membership/<int:pk>/induction/<int:step>/take-back/",
        my_views.MyInductionTakeBack.as_view(),
        name="my_induction_take_back",
    ),
    path(
        "staff/members/<int:pk>/induction/<int:step>/done/",
        memberships.InductionRecord.as_view(),
        name="induction_record",
    ),
    path(
        "staff/members/<int:pk>/induction/<int:step>/take-back/",
        memberships.InductionTakeBack.as_view(),
        name="induction_take_back",
    ),
    path("staff/members/roles/<int:pk>/induction/", roles.InductionStepAdd.as_view(), name="induction_step_add"),
    path("staff/members/induction/<int:pk>/end/", roles.InductionStepEnd.as_view(), name="induction_step_end"),
    path("staff/members/role-versions/<int:pk>/remind/", roles.RoleRemind.as_view(), name="role_remind"),
]
memberships_urls = [
    path("staff/members/", memberships.MembershipList.as_view(), name="membership_list"),
    path("staff/members/nominate/", memberships.MembershipNominate.as_view(), name="membership_nominate"),
    path("staff/members/import/", imports.MemberImport.as_view(), name="member_import"),
    path("staff/members/<int:pk>/", memberships.MembershipDetail.as_view(), name="membership_detail"),
    path("staff/members/<int:pk>/edit/", memberships.MembershipEdit.as_view(), name="membership_edit"),
    path("staff/members/<int:pk>/appoint/", memberships.MembershipAppoint.as_view(), name="membership_appoint"),
    path("staff/members/<int:pk>/accepted/", memberships.MembershipAccepted.as_view(), name="membership_accepted"),
    path("staff/members/<int:pk>/end/", memberships.MembershipEnd.as_view(), name="membership_end"),
    path(
        "staff/members/<int:pk>/end/correct/",
        memberships.MembershipEndCorrect.as_view(),
        name="membership_end_correct",
    ),
    path("staff/members/<int:pk>/term/", terms.TermSet.as_view(), name="membership_term"),
    path("staff/members/terms/", terms.TermsSet.as_view(), name="terms_set"),
    path("staff/members/endings/<int:pk>/agree/", memberships.EndingAgree.as_view(), name="ending_agree"),
    path("staff/members/endings/<int:pk>/withdraw/", memberships.EndingWithdraw.as_view(), name="ending_withdraw"),
    path("staff/members/endings/<int:pk>/undo/", memberships.EndingUndo.as_view(), name="ending_undo"),
]
people_urls = [
    path("staff/members/people/", people.PersonList.as_view(), name="person_list"),
    path("staff/members/people/add/", people.PersonAdd.as_view(), name="person_add"),
    path("staff/members/people/<int:pk>/", people.PersonDetail.as_view(), name="person_detail"),
    path("staff/members/people/<int:pk>/edit/", people.PersonEdit.as_view(), name="person_edit"),
    path("staff/members/people/<int:pk>/sign-in/", people.PersonSignIn.as_view(), name="person_sign_in"),
    path("staff/members/people/<int:pk>/unlink/", people.PersonUnlink.as_view(), name="person_unlink"),
    path("staff/members/people/<int:pk>/interests/add/", people.InterestAdd.as_view(), name="interest_add"),
    path(
        "staff/members/people/<int:pk>/interests/confirm/",
        people.InterestsConfirm.as_view(),
        name="interests_confirm",
    ),
    path("staff/members/interests/", people.StaffInterestList.as_view(), name="staff_interest_list"),
    path("staff/members/interests/import/", imports.InterestImport.as_view(), name="interest_import"),
    path("staff/members/interests/<int:pk>/end/", people.InterestEnd.as_view(), name="interest_end"),
]
seats_urls = [
    path("staff/members/seats/", seats.SeatList.as_view(), name="seat_list"),
    path("staff/members/seats/add/", seats.SeatAdd.as_view(), name="seat_add"),
    path("staff/members/seats/<int:pk>/", seats.SeatDetail.as_view(), name="seat_detail"),
    path("staff/members/seats/<int:pk>/edit/", seats.SeatEdit.as_view(), name="seat_edit"),
    path("staff/members/seats/<int:pk>/close/", seats.SeatClose.as_view(), name="seat_close"),
    path("staff/members/constituencies/add/", seats.ConstituencyAdd.as_view(), name="constituency_add"),
    path("staff/members/constituencies/<int:pk>/edit/", seats.ConstituencyEdit.as_view(), name="constituency_edit"),
    path("staff/members/roles/", roles.RoleDescriptionList.as_view(), name="role_description_list"),
    path("staff/members/roles/add/", roles.RoleDescriptionAdd.as_view(), name="role_description_add"),
    path("staff/members/roles/<int:pk>/", roles.StaffRoleDescription.as_view(), name="staff_role_description"),
    path("staff/members/roles/<int:pk>/draft/", roles.RoleVersionDraft.as_view(), name="role_version_draft"),
    path(
        "staff/members/roles/<int:pk>/versions/",
        roles.RoleDescriptionVersions.as_view(),
        name="role_description_versions",
    ),
    path(
        "staff/members/role-versions/<int:pk>/publish/",
        roles.RoleVersionPublish.as_view(),
        name="role_version_publish",
    ),
]
calls_urls = [
    path("staff/members/seats/<int:pk>/call/", calls.CallOpen.as_view(), name="call_open"),
    path("staff/members/calls/<int:pk>/edit/", calls.CallEdit.as_view(), name="call_edit"),
    path("staff/members/calls/<int:pk>/fill/", calls.CallFill.as_view(), name="call_fill"),
    path("staff/members/calls/<int:pk>/correct/", calls.CallCorrect.as_view(), name="call_correct"),
    path("staff/members/calls/<int:pk>/close/", calls.CallClose.as_view(), name="call_close"),
    path("staff/members/calls/<int:pk>/enter/", calls.ApplicationEnter.as_view(), name="application_enter"),
    path("staff/members/applications/", calls.ApplicationList.as_view(), name="application_list"),
    path("staff/members/applications/<int:pk>/", calls.ApplicationDetail.as_view(), name="application_detail"),
    path(
        "staff/members/applications/<int:pk>/nominate/",
        calls.ApplicationNominate.as_view(),
        name="application_nominate",
    ),
    path(
        "staff/members/applications/<int:pk>/decline/", calls.ApplicationDecline.as_view(), name="application_decline"
    ),
    path(
        "staff/members/applications/<int:pk>/withdraw/",
        calls.ApplicationWithdraw.as_view(),
        name="application_withdraw",
    ),
]
reviews_urls = [
    path("staff/members/reviews/", reviews.ReviewList.as_view(), name="review_list"),
    path("staff/members/reviews/<int:pk>/withdraw/", reviews.ReviewWithdraw.as_view(), name="review_withdraw"),
]
sendings_urls = [
    path("staff/members/sent/", sendings.SendingList.as_view(), name="sending_list"),
    path("staff/members/sent/<int:pk>/", sendings.SendingDetail.as_view(), name="sending_detail"),
    path("staff/members/to-tell/", sendings.PeopleToTell.as_view(), name="person_to_tell_list"),
    path("staff/members/to-tell/<int:pk>/", sendings.PersonTell.as_view(), name="person_tell"),
    path("staff/members/to-tell/<int:pk>/take-back/", sendings.ToldTakeBack.as_view(), name="told_take_back"),
]


urlpatterns = [
    *public_urls,
    *my_urls,
    *induction_urls,
    *memberships_urls,
    *people_urls,
    *seats_urls,
    *calls_urls,
    *reviews_urls,
    *sendings_urls,
]
