"""Every address that Django answers; all others are files of the current release."""

from django.urls import include, path

urlpatterns = [
    path("comments/", include("service.web.urls")),
    path("moderate/", include("service.desk.urls")),
]
handler404 = "service.web.views.not_found"
handler500 = "service.web.views.failed"
