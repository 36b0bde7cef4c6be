"""The record's fixtures, and a moderator who is signed in."""

import pytest
from django.test import Client

from tests.fixtures import (  # noqa: F401
    accepted,
    clock,
    configure,
    empty_file,
    file_database,
    post,
    read,
    thread,
    token,
    without_limits,
)

PASSWORD = "a-good-long-password"


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """A hash that is made at once; the real one takes its time on purpose."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def moderator(django_user_model, db):
    """The moderator "mo", whose password is PASSWORD."""
    return django_user_model.objects.create_user("mo", password=PASSWORD)


@pytest.fixture
def desk(moderator):
    """A browser in which mo is signed in."""
    client = Client()
    client.force_login(moderator)
    return client
