"""Addresses of expense claims: the claimant's, the co-ordinator's, the payer's."""

from django.urls import path

from expenses import my_views, payer_views, staff_views

app_name = "expenses"
MY, STAFF, PAYER = "my/expenses/", "staff/expenses/", "payer/claims/"
MINE, ONE, PAID = f"{MY}<reference:reference>/", f"{STAFF}<reference:reference>/", f"{PAYER}<reference:reference>/"


urlpatterns = [
    path(MY, my_views.MyClaims.as_view(), name="my_claims"),
    path(f"{MY}start/", my_views.ClaimStart.as_view(), name="claim_start"),
    path(f"{MY}lines/<int:pk>/", my_views.LineEdit.as_view(), name="line_edit"),
    path(f"{MY}lines/<int:pk>/remove/", my_views.LineRemove.as_view(), name="line_remove"),
    path(f"{MY}lines/<int:pk>/receipt/", my_views.ReceiptFile.as_view(), name="receipt"),
    path(MINE, my_views.MyClaim.as_view(), name="my_claim"),
    path(f"{MINE}edit/", my_views.ClaimEdit.as_view(), name="claim_edit"),
    path(f"{MINE}add/<slug:kind>/", my_views.LineAdd.as_view(), name="line_add"),
    path(f"{MINE}send/", my_views.ClaimSubmit.as_view(), name="claim_submit"),
    path(f"{MINE}withdraw/", my_views.ClaimWithdraw.as_view(), name="claim_withdraw"),
    path(STAFF, staff_views.ClaimList.as_view(), name="claim_list"),
    path(f"{STAFF}enter/", staff_views.ClaimEnter.as_view(), name="claim_enter"),
    path(f"{STAFF}rates/", staff_views.RateList.as_view(), name="rate_list"),
    path(f"{STAFF}rates/set/", staff_views.RateSet.as_view(), name="rate_set"),
    path(f"{STAFF}paid/", staff_views.PaidList.as_view(), name="paid_list"),
    path(ONE, staff_views.ClaimDetail.as_view(), name="claim_detail"),
    path(f"{ONE}approve/", staff_views.ClaimApprove.as_view(), name="claim_approve"),
    path(f"{ONE}return/", staff_views.ClaimReturn.as_view(), name="claim_return"),
    path(PAYER, payer_views.PayList.as_view(), name="pay_list"),
    path(PAID, payer_views.PayDetail.as_view(), name="pay_detail"),
    path(f"{PAID}pay/", payer_views.ClaimPay.as_view(), name="claim_pay"),
]
