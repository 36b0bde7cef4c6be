"""Addresses below /comments/."""

from django.urls import path

from service.web import views

urlpatterns = [
    path("<slug:slug>/", views.thread),
    path("<slug:slug>/token/", views.token),
    path("mine/<str:status_key>/", views.mine),
]
