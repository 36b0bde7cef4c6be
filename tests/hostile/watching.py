"""Open pages in a browser and see whether anything in them runs, asks or leads away."""

import mimetypes
import re
from contextlib import contextmanager
from dataclasses import dataclass, field

from service.headers import SECURITY

ORIGIN = "http://afterword.example"
_META = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
TOUCH = """() => {
  const ours = (address) => /^(https?|mailto):/i.test(address);
  const does = (one, event) => EventTarget.prototype.dispatchEvent.call(one, event); // a form's own may be hidden
  const mouse = (one, name) => does(one, new MouseEvent(name, { bubbles: true, cancelable: true }));
  addEventListener("submit", (event) => event.preventDefault(), true);
  addEventListener("click", (event) => {
    const link = event.composedPath().find((one) => one.href);
    if (link && ours(link.href.baseVal ?? link.href)) event.preventDefault();
  }, true);
  for (const one of document.querySelectorAll("*")) {
    for (const name of Element.prototype.getAttributeNames.call(one)) {
      if (name.startsWith("on")) does(one, new Event(name.slice(2), { cancelable: true }));
    }
    const address = one.href?.baseVal ?? one.href ?? one.action ?? one.formAction;
    if (typeof address === "string" && !ours(address)) mouse(one, "click");
  }
  const names = ["pointerover", "mouseover", "mouseenter", "focus", "focusin", "pointerdown", "mousedown", "click"];
  for (const one of document.querySelectorAll(".comment__text *, .comment__text, bdi, input, textarea, .chip")) {
    for (const name of names) mouse(one, name);
  }
}"""
"""What a reader does, and more: every event that an element has a handler for, every link that is no web address."""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => setTimeout(() => { hit('settled'); done(); })))"


@dataclass
class Seen:
    """What happened in the pages that were opened."""

    ran: set = field(default_factory=set)  # the numbers that the vectors called with
    asked: list = field(default_factory=list)  # addresses that are none of ours
    dialogs: list = field(default_factory=list)
    settled: int = 0

    @property
    def nothing(self):
        return not (self.ran or self.asked or self.dialogs)


class Window:
    """A browser's window in which every page is one of ours, with our policy or without any."""

    def __init__(self, context, static, policy):
        self.seen, self._static, self._policy, self._page = Seen(), static, policy, b""
        self._kind = "text/html; charset=utf-8"
        context.expose_binding("hit", self._hit)
        context.route("**/*", self._answer)
        self._tab = context.new_page()
        self._tab.on("dialog", self._dialog)

    def open(self, html, kind="text/html; charset=utf-8"):
        """Show this page, and do with it what a reader could do."""
        self._page, self._kind = (html if self._policy else _META.sub("", html)).encode(), kind
        self._wanted = True
        self._tab.goto(f"{ORIGIN}/page/", wait_until="load")
        self._tab.evaluate(TOUCH)
        before = self.seen.settled
        self._tab.evaluate(SETTLED)
        while self.seen.settled == before:
            self._tab.evaluate("0")  # lets what was said arrive

    def _hit(self, source, number=None):
        if number == "settled":
            self.seen.settled += 1
        else:
            self.seen.ran.add(number)

    def _dialog(self, dialog):
        self.seen.dialogs.append(dialog.message)
        dialog.dismiss()

    def _answer(self, route):
        address = route.request.url
        if address == f"{ORIGIN}/page/" and self._wanted:
            self._wanted = False
            headers = SECURITY if self._policy else {}
            return route.fulfill(body=self._page, headers={"Content-Type": self._kind} | headers)
        file = self._static / address.removeprefix(f"{ORIGIN}/static/")
        if address.startswith(f"{ORIGIN}/static/") and file.is_file():
            return route.fulfill(path=file, content_type=mimetypes.guess_type(file)[0])
        if address == f"{ORIGIN}/comments/follow-up/token/":  # what our own script asks for once the form is entered
            return route.fulfill(status=404)
        self.seen.asked.append(address)
        return route.fulfill(status=204)  # a window that is led there stays where it is


@contextmanager
def window(browser, static, policy):
    """A window of its own; ``static`` is the built site's folder."""
    context = browser.new_context()
    try:
        yield Window(context, static, policy)
    finally:
        context.close()
