"""Addresses below /moderate/."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from service.desk import blocking, discussions, edits, login, replies, views
from service.web.guards import while_down

urlpatterns = [
    path("", while_down(views.listing)),
    path("login/", while_down(login.Login.as_view())),
    path("logout/", while_down(LogoutView.as_view())),
    path("password/", while_down(login.password)),
    path("decide/", while_down(views.decide)),
    path("undo/", while_down(views.undo)),
    path("rules/", while_down(blocking.rules)),
    path("rules/words/", while_down(blocking.save_words)),
    path("rules/blocks/<int:block_id>/end/", while_down(blocking.unblock)),
    path("<int:comment_id>/", while_down(views.read)),
    path("<int:comment_id>/edit/", while_down(edits.edit)),
    path("<int:comment_id>/pin/", while_down(discussions.pin)),
    path("threads/<slug:slug>/", while_down(discussions.close)),
    path("write/<slug:slug>/", while_down(replies.write)),
    path("<int:comment_id>/block/", while_down(blocking.block)),
]
