"""Every address that Django answers; all others are files of the current release."""

from django.urls import include, path

urlpatterns = [
    path("comments/", include("service.discussion.urls")),
    path("moderate/", include("service.desk.urls")),
]
handler404 = "service.discussion.views.not_found"
handler500 = "service.discussion.views.failed"
