"""A DATA folder with the small site of two articles released into it, and readers who comment on them."""

from dataclasses import replace

import pytest
from django.utils import timezone

from harness import small
from service.decisions import moderation
from service.publishing.release import release
from service.record.models import Answer, Comment
from tests.fixtures import empty_file, file_database  # noqa: F401


@pytest.fixture
def data(tmp_path, settings):
    settings.AFTERWORD = replace(settings.AFTERWORD, data=tmp_path)
    return tmp_path


@pytest.fixture
def released(data, transactional_db):
    small.write(data / "output")
    release(say=lambda words: None)
    return data


@pytest.fixture
def accept():
    def accept(body="Thank you.", slug="follow-up", parent=None, name="Ada", days=None):
        key = f"{Comment.objects.count():032}"
        comment = Comment.objects.create(
            thread_id=slug,
            parent=parent,
            root=parent and (parent.root or parent),
            name=name,
            body=body,
            created=timezone.now(),
            nonce=key,
            status_key=key,
        )
        if days:
            given = {"wording": "How soon?", "value": str(days), "unit": "days", "amount": days}
            Answer.objects.create(comment=comment, question="how-soon", **given)
        moderation.decide("approve", comment.pk, by="a test")
        comment.refresh_from_db()
        return comment

    return accept
