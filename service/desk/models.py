"""Who tried to sign in and failed, by keyed hash; no name and no address is kept."""

from django.db import models


class Tries(models.Model):
    """Wrong tries in a row: of one name from one source, or of one source."""

    key = models.CharField(primary_key=True, max_length=64)
    count = models.PositiveIntegerField(default=0)
    last = models.DateTimeField(db_index=True)

    def __str__(self):
        return f"{self.count} tries, the last at {self.last:%Y-%m-%d %H:%M}"
