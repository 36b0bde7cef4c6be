from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "service.record"
    label = "discussion"  # as its tables and migrations are called
    default_auto_field = "django.db.models.BigAutoField"
