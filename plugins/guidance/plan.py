"""The plan page: the steps of all articles of the build, joined in order of time."""

from dataclasses import dataclass
from datetime import date

from . import regions
from .model import Window

SAVE_AS = "plan/index.html"
MINUTES = {"minutes": 1, "hours": 60, "days": 1440, "business days": 1440 * 7 / 5}


@dataclass(frozen=True)
class Joined:
    """One step, where it is told, and the title of the step that it counts from, if it does."""

    id: str
    title: str
    via: str
    window: Window
    article: object
    after: str
    waits: bool


def write(generator, writer):
    """Write the page, with a link from each step to its paragraph."""
    template = generator.env.get_template("guidance/plan.html")
    covered = regions.covered(date.today().year)
    years = covered[0], covered[-1]
    writer.write_file(SAVE_AS, template, generator.context, groups=groups(generator.articles), years=years)


def groups(articles):
    """The steps of these articles under "Before the interview" and "From the interview on", each in order of time."""
    marked = [(step, article) for article in articles if article.guidance for step in article.guidance.steps]
    steps = {step.id: step for step, _ in marked}
    marked.sort(key=lambda pair: (_begin(pair[0], steps), _length(pair[0])))
    joined = [(_begin(step, steps), _joined(step, article, steps)) for step, article in marked]
    before = [one for begin, one in joined if begin < 0]
    later = [one for begin, one in joined if begin >= 0]
    both = [("Before the interview", before), ("From the interview on", later)]
    return [(title, group) for title, group in both if group]


def _joined(step, article, steps):
    anchor = steps.get(step.window.anchor)
    after = anchor.title if anchor else ""
    return Joined(step.id, step.title, step.via, step.window, article, after, step.waits)


def _begin(step, steps):
    """Roughly how many minutes after the interview a step can be done at the earliest; before it, below zero."""
    own, anchor = _minutes(step.window.earliest), steps.get(step.window.anchor)
    return own + (_begin(anchor, steps) if anchor else 0)


def _length(step):
    return _minutes(step.window.latest) - _minutes(step.window.earliest)


def _minutes(offset):
    return offset.count * MINUTES[offset.unit]
