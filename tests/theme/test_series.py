"""The real articles, built with the real theme: their order, and the links between them."""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup

ATOM = "{http://www.w3.org/2005/Atom}"
ROOT = Path(__file__).parents[2]
PARTS = ["applying", "preparing", "first-impressions", "the-interview", "follow-up"]
OTHERS = {"older": "2012-01-01", "newer": "2026-01-01"}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site with two more articles that are no part of the series."""
    content, output = tmp_path_factory.mktemp("content"), tmp_path_factory.mktemp("output")
    (content / "posts").mkdir()
    for file in (ROOT / "content" / "posts").glob("*.md"):
        (content / "posts" / file.name).write_text(file.read_text("utf-8"), "utf-8")
    for slug, date in OTHERS.items():
        (content / "posts" / f"{slug}.md").write_text(f"Title: {slug}\nDate: {date}\n\nWords.\n", "utf-8")
    command = [sys.executable, "-m", "pelican", content, "-s", "pelican.conf.py", "-o", output, "--fatal", "warnings"]
    subprocess.run(command, cwd=ROOT, check=True)
    return output


def read(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def test_the_home_page_lists_the_parts_in_order_then_other_articles_newest_first(built):
    stops = [link["href"].strip("/") for link in read(built / "index.html").select(".itinerary h2 a")]
    assert stops == [*PARTS, "newer", "older"]


@pytest.mark.parametrize("slug", PARTS)
def test_links_between_the_parts_begin_at_the_sites_root_and_lead_to_what_is_there(built, slug):
    links = [link["href"] for link in read(built / slug / "index.html").select(".prose a")]
    assert links
    for link in links:
        path, _, name = link.partition("#")
        assert path.startswith("/") or not path
        page = read(built / path.strip("/") / "index.html") if path else read(built / slug / "index.html")
        assert not name or page.find(id=name), link


def feeds_of(page):
    """The addresses of the feeds that a page offers to programs, in its order; each has a title of its own."""
    links = page.select("head link[rel~=alternate][type='application/atom+xml']")
    titles = [link["title"] for link in links]
    assert len(set(titles)) == len(titles) and all(titles)
    return [link["href"] for link in links]


def test_a_program_is_offered_the_series_first_on_every_page(built):
    for path in built.rglob("*.html"):
        first, *rest = feeds_of(read(path))
        assert first == "/feeds/all.atom.xml", path
        assert rest and all(other.endswith("comments.atom") for other in rest), path


def test_each_article_in_the_feed_has_an_author_and_the_id_that_its_comments_refer_to(built):
    feed = ET.parse(built / "feeds/all.atom.xml").getroot()
    entries = {entry.find(f"{ATOM}link").get("href"): entry for entry in feed.findall(f"{ATOM}entry")}
    threads = json.loads((built / "discussions.json").read_text("utf-8"))["threads"]
    assert len(entries) == len(threads) == len([*PARTS, *OTHERS])
    for address, entry in entries.items():
        slug = address.strip("/").rpartition("/")[2]
        assert entry.find(f"{ATOM}author/{ATOM}name").text == "The Interview Series"
        assert entry.find(f"{ATOM}id").text == threads[slug]["entry"]


@pytest.mark.parametrize("slug", PARTS)
def test_an_article_names_the_feed_of_its_comments_for_programs_and_beside_them_for_people(built, slug):
    page = read(built / slug / "index.html")
    assert feeds_of(page) == ["/feeds/all.atom.xml", f"/{slug}/comments.atom", "/comments.atom"]
    assert page.select_one(f"#comments a[href='/{slug}/comments.atom']").text


def test_robots_are_led_to_a_list_of_every_page_that_is_there(built):
    robots = (built / "robots.txt").read_text("utf-8")
    assert "Disallow: /moderate/" in robots
    address = re.search(r"Sitemap: (.*)/sitemap\.xml", robots)[1]
    listed = re.findall(rf"<loc>{address}(.*?)</loc>", (built / "sitemap.xml").read_text("utf-8"))
    assert set(listed) == {"/", "/plan/", "/dates/", *[f"/{slug}/" for slug in [*PARTS, *OTHERS]]}
    for path in listed:
        assert (built / path.strip("/") / "index.html").exists(), path


@pytest.mark.parametrize("path", ["", *PARTS, "plan", "dates"])
def test_a_page_says_where_it_is_and_what_is_in_it_for_who_searches(built, path):
    page = read(built / path / "index.html")
    assert page.select_one("head meta[name=description]")["content"]
    assert page.select_one("head link[rel=canonical]")["href"].endswith(f"/{path}/" if path else "/")
