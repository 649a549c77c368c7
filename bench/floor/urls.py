from django.urls import path

from bench.floor import views

urlpatterns = [
    path("small/", views.Small.as_view()),
    path("lines/", views.Lines.as_view()),
    path("one/", views.WriteOne.as_view()),
    path("five/", views.WriteFive.as_view()),
]
