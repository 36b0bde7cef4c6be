"""``moderator``: who may sign in at the desk."""

import getpass
import os
import sys


def add_commands(subparsers):
    """Add this room's command."""
    moderator = subparsers.add_parser(
        "moderator", help="add a moderator, or change a password (from PASSWORD in the environment, else asked for)"
    )
    moderator.add_argument("name")
    moderator.set_defaults(run=_moderator)


def _moderator(options):
    from django.contrib.auth import get_user_model
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError
    from django.db import DatabaseError

    try:
        user = get_user_model().objects.filter(username=options.name).first() or get_user_model()(username=options.name)
        password = os.environ.get("PASSWORD") or getpass.getpass(f"Password for {options.name}: ")
        user.clean_fields(exclude=["password"])
        validate_password(password, user)
        user.set_password(password)
        new = user.pk is None
        user.save()
    except ValidationError as error:
        print(" ".join(error.messages), file=sys.stderr)
        return 2
    except (EOFError, KeyboardInterrupt):
        print("No password was given; set PASSWORD or type one.", file=sys.stderr)
        return 2
    except DatabaseError as error:
        print(f"The moderators cannot be read: {error}", file=sys.stderr)
        return 2
    print(f"{options.name} can sign in at /moderate/" + ("" if new else " with the new password"))
    return 0
