"""``moderator``: who may sign in at the desk."""

import getpass
import os
import sys


class _WrongError(Exception):
    """Why nobody was added; the message is for the operator."""


def add_commands(subparsers):
    """Add this room's command."""
    moderator = subparsers.add_parser(
        "moderator",
        help="add a moderator, change a password (from PASSWORD in the environment, else asked for), or remove one",
    )
    moderator.add_argument("name")
    moderator.add_argument(
        "--remove", action="store_true", help="take the right to sign in away; the record keeps the name"
    )
    moderator.set_defaults(run=_moderator)


def _moderator(options):
    from django.db import DatabaseError, InterfaceError

    try:
        print(_remove(options.name) if options.remove else _save(options.name))
        return 0
    except _WrongError as error:
        print(error, file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print("No password was given; set PASSWORD or type one.", file=sys.stderr)
    except (DatabaseError, InterfaceError) as error:
        print(f"The moderators cannot be read: {error}", file=sys.stderr)
    return 2


def _remove(name):
    """Take a moderator away, and every session with it; what was done, in words."""
    from django.contrib.auth import get_user_model

    users = get_user_model()
    removed, _ = users.objects.filter(username=users.normalize_username(name)).delete()
    if not removed:
        raise _WrongError(f"There is no moderator {name!a}.")
    return f"{name} can no longer sign in at /moderate/"


def _save(name):
    """Add the moderator, or change the password; what was done, in words."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    users = get_user_model()
    name = users.normalize_username(name)  # as the form to sign in does
    try:
        users(username=name).clean_fields(exclude=["password"])
    except ValidationError as error:
        raise _WrongError(f"The name {name!a} cannot be used. {' '.join(error.messages)}") from None
    user = users.objects.filter(username=name).first() or users(username=name)
    password = os.environ.get("PASSWORD") or getpass.getpass(f"Password for {name}: ")
    try:
        password.encode()
        validate_password(password, user)
    except UnicodeEncodeError:
        raise _WrongError("The password cannot be used. It is not text in UTF-8.") from None
    except ValidationError as error:
        raise _WrongError(f"The password cannot be used. {' '.join(error.messages)}") from None
    user.set_password(password)
    new = user.pk is None
    user.save()
    return f"{name} can sign in at /moderate/" + ("" if new else " with the new password")
