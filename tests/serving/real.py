"""The service on the real site as Pelican built it once for the whole run: ``python -m tests.serving.real serve``.

Only the build is another than in ``python -m service serve``: a copy of the folder BUILT, with this service's address.
"""

import os
import shutil
import sys

BUILT_FOR = b"http://127.0.0.1:8000"  # SITEURL in pelican.conf.py, unless it is told another


def build(configuration):
    """Takes the place of Pelican."""
    output = configuration.data / "output"
    if output.exists():
        return
    shutil.copytree(os.environ["BUILT"], output)
    for path in output.rglob("*"):
        if path.is_file() and BUILT_FOR in (content := path.read_bytes()):
            path.write_bytes(content.replace(BUILT_FOR, configuration.siteurl.encode()))


def main():
    """Serve until SIGTERM; the exit status."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "service.settings"
    import django

    django.setup()
    from service.serving import serve

    return serve.run(build=build)


if __name__ == "__main__":
    sys.exit(main())
