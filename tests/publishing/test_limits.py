"""Limits and names that the build and the service both say, since the build never imports the service."""

import re
from dataclasses import fields

from bs4 import BeautifulSoup

from plugins import guidance
from plugins.guidance import closing as closing_at_build
from plugins.guidance import limits as limits_at_build
from plugins.guidance import manifest as manifest_at_build
from service import limits
from service.decisions import closing
from service.layout import pages
from service.publishing import manifest, render
from service.serving import request_limits
from service.threads import thread_view
from service.web import form_body


def test_the_form_of_an_article_and_the_service_have_the_same_limits():
    at_build = {name: value for name, value in vars(limits_at_build).items() if name.isupper()}
    assert len(at_build) == 5
    assert at_build == {name: getattr(limits, name) for name in at_build}


def test_the_build_and_the_service_name_the_same_files_and_the_same_reason():
    assert (manifest_at_build.NAME, manifest_at_build.SHELL) == (manifest.NAME, pages.SHELL)
    assert closing_at_build.NO_REASON == closing.NO_REASON


def test_the_build_shows_what_the_service_shows_of_a_thread_before_anybody_wrote():
    view = thread_view.ThreadView(thread={}, version=0, count=0, comments=(), page=None, pages=0)
    shown = {field.name: getattr(view, field.name) for field in fields(view) if field.name != "thread"}
    at_build = {name: tuple(value) if isinstance(value, list) else value for name, value in guidance.EMPTY.items()}
    assert at_build.pop("form") == {"values": {}, "errors": {}}
    assert at_build == shown | {"older": view.older, "newer": view.newer}


def test_a_browser_stops_at_the_limits_of_the_form():
    questions = [{"id": kind, "kind": kind, "text": "What?", "options": []} for kind in ("text", "number", "duration")]
    thread = {"slug": "follow-up", "title": "Follow-Up", "questions": questions, "closed": ""}
    html = pages.render("guidance/form.html", thread=thread, form=render.EMPTY_FORM, page=None, preview=None)
    inputs = BeautifulSoup(html, "html.parser").select("[maxlength]")
    assert {field["name"]: int(field["maxlength"]) for field in inputs} == {
        "body": limits.LONGEST_BODY,
        "answer-text": limits.LONGEST_ANSWER,
        "answer-number": limits.LONGEST_NUMBER,
        "answer-duration": limits.LONGEST_NUMBER,
        "name": limits.LONGEST_NAME,
        "email": limits.LONGEST_EMAIL,
    }


def test_what_is_said_of_a_limit_is_the_limit():
    assert "larger than 128 KiB, and a comment may have 8,000 characters" in request_limits.TOO_LARGE
    assert re.findall(r"[\d,]+", form_body.TOO_MUCH + form_body.TOO_MANY_FIELDS) == ["8,000", "100"]
