"""The small site with every kind of question and a closed thread: ``python -m tests.hostile.hosted serve``.

The variable PATIENCE shortens how long the service waits for slow senders, in seconds.
"""

import json
import os
import sys

from harness import small

QUESTIONS = [
    {"id": "how-soon", "kind": "duration", "text": "How soon do you write?", "options": []},
    {"id": "response", "kind": "choice", "text": "What came of it?", "options": ["An offer", "A kind no"]},
    {"id": "letters", "kind": "number", "text": "How many letters?", "options": []},
    {"id": "advice", "kind": "text", "text": "What would you tell others?", "options": []},
]
CLOSED = "in-closing"
SLUGS = (*small.SLUGS, CLOSED)


def write(output):
    """Write the built site into a folder."""
    small.write(output, SLUGS)
    manifest = small.manifest(SLUGS)
    for thread in manifest["threads"].values():
        thread["questions"] = QUESTIONS
    manifest["threads"][CLOSED]["closed"] = "All has been said."
    manifest["lists"] = {}
    (output / "discussions.json").write_text(json.dumps(manifest))


def build(configuration):
    """Takes the place of Pelican."""
    if not (configuration.data / "output").exists():
        write(configuration.data / "output")


def main():
    """Serve until SIGTERM; the exit status."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "service.settings"
    import django

    django.setup()
    from service.serving import request_limits, serve

    if patience := os.environ.get("PATIENCE"):
        serve.LONGEST_FOR_HEADERS = request_limits.LONGEST_TO_SEND = int(patience)
    return serve.run(build=build)


if __name__ == "__main__":
    sys.exit(main())
