"""Signing in, and a new password."""

from django.contrib.auth import get_user_model, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpResponseRedirect
from django.utils.decorators import method_decorator
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from service.desk import login_throttle, responses
from service.layout import pages

WRONG = "That name and password do not belong together. Please try again."
SLOWLY = "That was wrong too often. Please wait {} and try again. Nothing else is the matter."


class Login(LoginView):
    """Django's login, in the site's shell, with a wait after wrong attempts."""

    redirect_authenticated_user = True

    @method_decorator(sensitive_post_parameters())
    def post(self, request, *arguments, **options):
        seconds = login_throttle.count_attempt(request, _name(request))
        if seconds:
            return self._answer(SLOWLY.format(login_throttle.in_words(seconds)), request.POST.get("next", ""), seconds)
        return super().post(request, *arguments, **options)

    def form_valid(self, form):
        login_throttle.forgive(self.request, _name(self.request))
        return super().form_valid(form)

    def render_to_response(self, context, **options):
        return self._answer(WRONG if context["form"].errors else "", context["next"])

    def _answer(self, wrong, after, seconds=0):
        typed = {"name": self.request.POST.get("username", ""), "next": after, "wrong": wrong}
        response = responses.page(self.request, "Sign in", "desk/login.html", 429 if seconds else 200, **typed)
        if seconds:
            response.headers["Retry-After"] = str(seconds)
        return response


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def password(request):
    """A new password; every other browser is signed out by it."""
    if request.method != "POST":
        return _ask(request)
    name = request.user.get_username()
    seconds = login_throttle.count_attempt(request, name)
    if seconds:
        response = _ask(request, {"old_password": [SLOWLY.format(login_throttle.in_words(seconds))]}, 429)
        response.headers["Retry-After"] = str(seconds)
        return response
    form = PasswordChangeForm(request.user, request.POST)
    if "old_password" not in form.errors:
        login_throttle.forgive(request, name)
    if not form.is_valid():
        return _ask(request, form.errors, 400)
    update_session_auth_hash(request, form.save())
    return HttpResponseRedirect("/moderate/?password=changed", status=303)


def _ask(request, errors=None, status=200):
    errors = pages.Fields({name: " ".join(messages) for name, messages in (errors or {}).items()})
    return responses.page(request, "Change your password", "desk/password.html", status, errors=errors)


def _name(request):
    return get_user_model().normalize_username(request.POST.get("username", ""))
