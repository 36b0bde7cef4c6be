"""The tables: threads, the pages each thread is published on, comments, their answers and how many gave which.

A thread's row is made by a release, from the manifest of the build; nothing a reader sends makes one.
"""

import secrets

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from service import limits
from service.text.folding import FoldedField

TOP_LEVEL_COMMENTS_ON_A_PAGE = 25
REPLIES_UNDER_ONE_COMMENT = 100
SPAM = "spam"  # the reason of a rejection that is for spam
ARTICLE = 0
"""The number that stands for the article itself among a thread's pages."""


def page_of(number):
    """The page on which the top-level comment with this number stands, for ever.

    >>> [page_of(number) for number in (1, 25, 26)]
    [1, 1, 2]
    """
    return (number - 1) // TOP_LEVEL_COMMENTS_ON_A_PAGE + 1


def new_name():
    """A random name that nobody can guess, for a nonce, a private page or a browser."""
    return secrets.token_urlsafe(16)


class Thread(models.Model):
    """The discussion of one article."""

    slug = models.CharField(primary_key=True, max_length=200)
    title = models.CharField(max_length=500)
    questions = models.JSONField(default=list)  # [{"id", "kind", "text", "options"}], as in the manifest
    author_closed_reason = models.CharField(max_length=500, blank=True)  # in words for readers; empty: open
    closes_on = models.DateField(null=True, blank=True)  # the last day (UTC) on which it takes comments
    closing_noted = models.BooleanField(default=False)  # that day has passed, and its pages say so or are to be baked
    moderator_closed_reason = models.CharField(max_length=500, blank=True)  # in words for readers; empty: open
    closed_by = models.CharField(max_length=150, blank=True)
    listed = models.BooleanField(default=True)  # False once the article has left the site; its comments stay
    accepted = models.PositiveIntegerField(default=0)  # accepted comments, replies too
    numbered = models.PositiveIntegerField(default=0)  # the highest number given to a top-level comment
    tallied = models.BooleanField(default=False)  # its tallies are those of all accepted answers to its questions
    pinned = models.ForeignKey("Comment", models.SET_NULL, null=True, blank=True, related_name="+")  # stands first
    entry = models.TextField(blank=True)  # the id of the article in the series' feed
    changed = models.DateTimeField(null=True, blank=True)  # when what a feed tells of it last did; never falls

    def __str__(self):
        return self.slug

    @property
    def reason_closed(self):
        """Why it takes no comments, in words for readers; empty: it does."""
        ended = self.closes_on and self.closes_on < timezone.now().date()
        by_hand = self.author_closed_reason or self.moderator_closed_reason
        return by_hand or (f"They were open until {self.closes_on:%-d %B %Y}." if ended else "")


class Alias(models.Model):
    """A slug that an article had before; what is sent there belongs to its thread."""

    slug = models.CharField(primary_key=True, max_length=200)
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="aliases")

    def __str__(self):
        return f"{self.slug}, now {self.thread_id}"


class ThreadPage(models.Model):
    """One file that a thread is published in: the article (number 0) or a page of 25 top-level comments."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField(default=0)  # rises with each change that readers of this page see
    baked = models.PositiveIntegerField(default=0)  # the version that stands on disk

    class Meta:
        constraints = (models.UniqueConstraint(fields=["thread", "number"], name="one_row_a_page"),)
        indexes = (
            models.Index(fields=["thread", "number"], name="pages_to_bake", condition=Q(baked__lt=F("version"))),
        )

    def __str__(self):
        return f"{self.thread_id} page {self.number}"


class Status(models.TextChoices):
    PENDING = "pending"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    DELETED = "deleted"


class Comment(models.Model):
    """What one reader wrote, as source text; it is rendered and escaped when it is shown."""

    thread = models.ForeignKey(Thread, models.PROTECT, related_name="comments", db_index=False)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replies")
    root = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="descendants", db_index=False)
    number = models.PositiveIntegerField(null=True, blank=True)  # top-level only, given at first acceptance
    name = models.CharField(max_length=limits.LONGEST_NAME, blank=True)
    email = models.CharField(max_length=limits.LONGEST_EMAIL, blank=True)
    body = models.TextField()
    digest = models.CharField(max_length=64, blank=True)  # of the body, to find the same text again
    status = models.CharField(max_length=8, choices=Status, default=Status.PENDING)
    held = models.JSONField(default=list)  # why it waits: "newcomer", "links", ...; shown to moderators
    reason = models.CharField(max_length=limits.LONGEST_REASON, blank=True)  # why it was rejected, such as "spam"
    created = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=limits.LONGEST_USERNAME, blank=True)
    nonce = models.CharField(max_length=32, unique=True, default=new_name)  # of the token it was posted with: good once
    status_key = models.CharField(max_length=32, unique=True, default=new_name)  # of its author's private status page
    browser_id = models.CharField(max_length=32, blank=True)  # from its signed cookie
    address_hash = models.CharField(max_length=64, blank=True)  # with the day's key; never the address
    staff_author = models.CharField(max_length=150, blank=True)  # the moderator who wrote it; empty: a reader
    folded = FoldedField("name", "body")  # for the desk's search

    class Meta:
        constraints = (models.UniqueConstraint(fields=["thread", "number"], name="one_comment_a_number"),)
        indexes = (  # each costs every comment a little; a column that begins one of several has none of its own
            models.Index(fields=["status", "id"], name="by_status"),
            models.Index(fields=["root", "id"], name="replies_of_a_root"),
            models.Index(fields=["thread", "digest", "created"], name="same_text_in_a_thread"),
            models.Index(fields=["status", "thread", "id"], name="by_status_and_thread"),
            models.Index(fields=["status", "reason", "id"], name="by_status_and_reason"),
            models.Index(fields=["digest", "status"], name="of_a_text"),
            models.Index(fields=["browser_id", "status"], name="of_a_browser"),
            models.Index(fields=["address_hash", "status"], name="of_an_address"),
            models.Index(fields=["thread", "status", "decided"], name="newest_in_a_thread"),
            models.Index(fields=["status", "decided"], name="newest_of_all"),
            models.Index(fields=["name"], name="names_of_hosts", condition=~Q(staff_author="")),
        )

    def __str__(self):
        return f"comment {self.pk} on {self.thread_id}"


class Answer(models.Model):
    """A comment's reply to one question, kept with the wording it answered."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=100)
    wording = models.CharField(max_length=500)
    value = models.CharField(max_length=limits.LONGEST_ANSWER)  # as given, such as "An offer" or "3"
    unit = models.CharField(max_length=10, blank=True)  # of a duration: hours, days, weeks
    amount = models.FloatField(null=True)  # a duration in days, or the number
    folded = FoldedField("value")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["comment", "question"], name="one_answer_a_question"),)

    def __str__(self):
        return f"{self.question}: {self.value} {self.unit}".strip()


class Decision(models.Model):
    """The moderators' record: one row for each decision and each edit, never changed afterwards."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="decisions")
    action = models.CharField(max_length=10)  # "approve", "reject", "delete", "reopen", "edit"
    before = models.CharField(max_length=8)  # the statuses; the same for an edit
    after = models.CharField(max_length=8)
    by = models.CharField(max_length=limits.LONGEST_USERNAME)
    at = models.DateTimeField()
    reason = models.CharField(max_length=limits.LONGEST_REASON, blank=True)
    batch = models.CharField(max_length=32, db_index=True)  # the same for all that one press of a button decided
    kept = models.JSONField(default=dict)  # of an edit: the name and the body as they were

    class Meta:
        indexes = (models.Index(fields=["by", "at"], name="decisions_of_one"),)

    def __str__(self):
        return f"{self.action} comment {self.comment_id} by {self.by}"


class Block(models.Model):
    """Whose comments are held whatever the rules say: a browser or, for as long as its hash lasts, an address."""

    browser_id = models.CharField(max_length=32, blank=True, db_index=True)
    address_hash = models.CharField(max_length=64, blank=True, db_index=True)
    comment = models.ForeignKey(Comment, models.SET_NULL, null=True, related_name="+")  # what it was set for
    by = models.CharField(max_length=limits.LONGEST_USERNAME)
    created = models.DateTimeField()
    until = models.DateTimeField()

    def __str__(self):
        return f"{'browser' if self.browser_id else 'address'} until {self.until:%Y-%m-%d %H:%M}"


class WordList(models.Model):
    """The words that hold a comment, one word or phrase a line. One row."""

    text = models.TextField(blank=True)
    by = models.CharField(max_length=limits.LONGEST_USERNAME, blank=True)
    at = models.DateTimeField(null=True)

    def __str__(self):
        return f"{len(self.text.splitlines())} words that hold"


class Tally(models.Model):
    """How many accepted comments of a thread gave one answer to a question as it is worded today."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="tallies")
    question = models.CharField(max_length=100)
    option = models.CharField(max_length=500)  # a choice's own text, or the key of a step; see scales.py
    count = models.IntegerField(default=0)  # no check: a wrong tally must not keep anyone from deciding

    class Meta:
        constraints = (models.UniqueConstraint(fields=["thread", "question", "option"], name="one_tally_an_option"),)

    def __str__(self):
        return f"{self.thread_id} {self.question}: {self.option} {self.count} times"
