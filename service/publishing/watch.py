"""Rebuild and release when a source is saved; on a mistake say it and leave the site as it is."""

import time

from django.db import close_old_connections
from watchfiles import DefaultFilter, watch

from service.layout.pages import ROOT
from service.publishing import manifest
from service.publishing.build import BuildError, build
from service.publishing.release import release

SOURCES = ("content", "theme", "plugins", "service/templates", "pelican.conf.py")
QUIET = 300  # milliseconds without another save before a build begins


def for_ever(stop, configuration, say=print):
    """Watch the sources until the event ``stop`` is set."""
    folders = [ROOT / name for name in SOURCES if (ROOT / name).exists()]
    for changes in watch(*folders, watch_filter=DefaultFilter(), step=QUIET, stop_event=stop):
        rebuild(configuration, sorted({path for _, path in changes}), say)


def rebuild(configuration, changed, say=print):
    """Build and release after these files changed; returns whether readers now get the new site."""
    first, more = changed[0], len(changed) - 1
    say(f"{first.removeprefix(f'{ROOT}/')}{f' and {more} more' if more else ''} changed; building ...")
    began = time.monotonic()
    try:
        build(configuration)
        release(say=lambda words: None)
    except (BuildError, manifest.ManifestError) as error:
        say(f"{error}\nThe site stays as it was.")
        return False
    except Exception as error:  # a template that is being written, a full disk: the watch goes on
        say(f"The release failed: {type(error).__name__}: {error}\nThe site stays as it was.")
        return False
    finally:
        close_old_connections()
    say(f"Released in {time.monotonic() - began:.1f} s.")
    return True
