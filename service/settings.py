"""Django's settings, from the operator's configuration."""

import sys

from service import configuration, limits

AFTERWORD = configuration.read(kept=sys.argv[1:2] != ["serve"])

SECRET_KEY = AFTERWORD.secret_key
DEBUG = False
ALLOWED_HOSTS = AFTERWORD.allowed_hosts
DATABASES = {"default": AFTERWORD.database}
vars().update({name: value for name, value in AFTERWORD.email.items() if name.startswith("EMAIL_")})

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "service.record",
    "service.publishing",
    "service.desk",
]
MIDDLEWARE = [
    "service.headers.SecurityHeaders",
    "service.site_name.SiteName",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "service.web.origin.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
ROOT_URLCONF = "service.urls"
ASGI_APPLICATION = "service.serving.app.application"
LOGIN_URL = "/moderate/login/"
LOGIN_REDIRECT_URL = "/moderate/"
LOGOUT_REDIRECT_URL = "/moderate/login/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Django's own would send errors by mail alone, and tell nobody where there is no mail
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING"},
        "django.request": {"level": "ERROR"},  # a reader's slip is no news
        "django.security": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody can send one, and each would be a traceback
    },
}

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_SECURE = AFTERWORD.siteurl.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/moderate/"
DATA_UPLOAD_MAX_NUMBER_FIELDS = limits.MOST_FIELDS
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "service.desk.responses.stale"
