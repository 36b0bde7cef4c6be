"""``python -m service <command>``: every command, each defined in the room that it belongs to."""

import argparse
import os
import signal
import sys

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C while all is read in: a quiet end

import django


def main(arguments=None):
    """Run one command and return its exit status."""
    if sys.version_info < (3, 11):  # noqa: UP036  (who starts it by hand may have another Python)
        print(f"Afterword needs Python 3.11 or newer; this is {sys.version.split()[0]}.", file=sys.stderr)
        return 1
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "service.settings")
    from service.configuration import ConfigurationError

    try:
        django.setup()
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    from service.decisions import commands as discussion
    from service.desk import commands as desk
    from service.publishing import commands as publishing
    from service.serving import commands as serving

    parser = argparse.ArgumentParser(prog="python -m service", description="Run and look after Afterword.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for room in (serving, publishing, discussion, desk):
        room.add_commands(commands)
    options = parser.parse_args(arguments)
    if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return options.run(options) or 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


if __name__ == "__main__":
    sys.exit(main())
