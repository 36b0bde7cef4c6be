"""``moderator``: who may sign in at the desk."""

import getpass
import os
import sys


class _WrongError(Exception):
    """Why nobody was added; the message is for the operator."""


def add_commands(subparsers):
    moderator = subparsers.add_parser(
        "moderator",
        help="add a moderator, change a password, or remove one",
        description="The password is PASSWORD of the environment, else typed twice, else the line on standard input.",
    )
    moderator.add_argument("name")
    moderator.add_argument(
        "--remove", action="store_true", help="take the right to sign in away; the record keeps the name"
    )
    moderator.set_defaults(run=_moderator)


def _moderator(options):
    from django.db import DatabaseError, InterfaceError

    from service.record.availability import RecordError, require

    try:
        require(make=True)
        print(_remove(options.name) if options.remove else _save(options.name))
        return 0
    except (_WrongError, RecordError) as error:
        print(error, file=sys.stderr)
    except (EOFError, KeyboardInterrupt):
        print("No password was given; set PASSWORD, type one, or write it to standard input.", file=sys.stderr)
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
    password = os.environ.get("PASSWORD") or _asked_for(name)
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


def _asked_for(name):
    """The password as typed twice, or as written to standard input by another program: neither is in any history."""
    if sys.stdin.isatty():
        password = getpass.getpass(f"Password for {name}: ")
        if getpass.getpass("The same again: ") != password:
            raise _WrongError("The two passwords differ; nothing was changed.")
    else:
        password = os.fsdecode(sys.stdin.buffer.read()).removesuffix("\n").removesuffix("\r")
        if len(password.splitlines()) > 1:
            raise _WrongError("The password cannot be used. It has more than one line.")
    if not password:
        raise EOFError
    return password
