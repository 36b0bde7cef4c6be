"""Addresses below /moderate/."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from service.desk import views
from service.discussion.views import while_down

urlpatterns = [
    path("", while_down(views.listing)),
    path("login/", while_down(views.Login.as_view())),
    path("logout/", while_down(LogoutView.as_view())),
    path("<int:comment_id>/", while_down(views.read)),
    path("<int:comment_id>/<str:action>/", while_down(views.decide)),
]
