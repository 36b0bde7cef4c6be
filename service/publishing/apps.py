"""Connect the page to the record: a thread that changed is baked at once, in the request that changed it."""

import logging

from django.apps import AppConfig

_log = logging.getLogger(__name__)


class PublishingConfig(AppConfig):
    name = "service.publishing"
    label = "publishing"

    def ready(self):
        from service.record.signals import thread_changed

        thread_changed.connect(_bake, dispatch_uid="publishing.bake")


def _bake(sender, slug, **_):
    from service.publishing.bake_schedule import bake_thread

    try:
        bake_thread(slug)
    except Exception:  # the comment is stored; the reconciler bakes it within a minute
        _log.exception("The thread %s could not be baked; it is tried again within a minute", slug)
