"""A reader of Part Five in Firefox, by Playwright, and in WebKit, by its own driver: one set of things that both do.

Both are readers in New York. Firefox is handed the clock; WebKit has the machine's.
"""

import contextlib
import os
import shutil
import subprocess
import time
from pathlib import Path

PATIENCE = 10  # seconds until what is waited for must be there
LANGUAGE, ZONE = "en-US", "America/New_York"
READ = """([selector, name]) => { const one = document.querySelector(selector);
return one && (name in one ? one[name] : one.getAttribute(name)) }"""
TYPE = """([selector, value]) => { const one = document.querySelector(selector); one.focus(); one.value = value;
for (const type of ['input', 'change']) one.dispatchEvent(new Event(type, { bubbles: true })) }"""


class MissingError(Exception):
    """A browser is not installed; says which, and how to have it."""


class Reader:
    """What a person does with the calculator, and what they see there. Selectors are within the page."""

    def read(self, selector, name="textContent"):
        """A property or else an attribute of an element, None where there is no such element."""
        return self.run(READ, [selector, name])

    def sees(self, selector, value, name="textContent"):
        """Wait until it reads so; else show what it reads instead."""
        end = time.monotonic() + PATIENCE
        while (found := self.read(selector, name)) != value and time.monotonic() < end:
            time.sleep(0.05)
        assert found == value, f"{selector} {name}"

    def sees_step(self, step, **values):
        for name, value in values.items():
            self.sees(f"#timeline [data-step={step}]", value, f"data-{name}")

    def tick(self, step):
        self.click(f"#timeline [data-step={step}] .tick input")


class Firefox(Reader):
    def __init__(self, page):
        self.page = page

    def open(self, address):
        self.page.goto(address)
        self.page.locator("#timeline form").wait_for()

    def reload(self):
        self.page.reload()
        self.page.locator("#timeline form").wait_for()

    def run(self, script, data=None):
        return self.page.evaluate(script, data)

    def click(self, selector):
        self.page.locator(selector).click()

    def enter(self, name, value):
        """Type into a field, or choose, and leave it."""
        field = self.page.locator(f"#timeline [name={name}]")
        if field.evaluate("field => field.localName") == "select":
            field.focus()
            field.select_option(value)
        else:
            field.fill(value)
            field.blur()


class WebKit(Reader):
    def __init__(self, driver):
        self.driver = driver

    def open(self, address):
        self.driver.get(address)
        self.run("() => localStorage.clear()")
        self.reload()

    def reload(self):
        self.driver.refresh()
        self.sees("#timeline form", False, "hidden")

    def run(self, script, data=None):
        return self.driver.execute_script(f"return ({script})(arguments[0])", data)

    def click(self, selector):
        element = self.driver.find_element("css selector", selector)
        self.run("(element) => element.scrollIntoView({ block: 'center' })", element)
        element.click()

    def enter(self, name, value):
        """As a person leaves it: this driver garbles what it types into a field of dates."""
        field = f"#timeline [name={name}]"
        self.run("(selector) => document.querySelector(selector).focus()", field)
        if self.read(field, "localName") == "select":
            self.sees(f'{field} option[value="{value}"]', value, "value")
        self.run(TYPE, [field, value])
        self.run("(selector) => document.querySelector(selector).blur()", field)


@contextlib.contextmanager
def firefox(playwright):
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    if not path:
        raise MissingError("Firefox is not installed (Debian: apt install firefox-esr)")
    browser = playwright.firefox.launch(channel="moz-firefox", executable_path=path)
    with contextlib.closing(browser):
        yield browser


@contextlib.contextmanager
def webkit():
    """The driver of WebKitGTK's small browser, on a screen of its own."""
    driver, browser = shutil.which("WebKitWebDriver"), _mini_browser()
    if not (driver and browser and shutil.which("Xvfb")):
        raise MissingError("WebKit is not installed (Debian: apt install webkit2gtk-driver xvfb)")
    from selenium.webdriver import WebKitGTK
    from selenium.webdriver.webkitgtk.options import Options
    from selenium.webdriver.webkitgtk.service import Service

    options = Options()
    options.binary_location = browser
    options.add_argument("--automation")
    with _screen() as screen:
        here = {"DISPLAY": screen, "TZ": ZONE} | dict.fromkeys(["LANG", "LC_ALL", "LANGUAGE"], f"{LANGUAGE}.UTF-8")
        running = WebKitGTK(options=options, service=Service(driver, env=os.environ | here))
        try:
            yield running
        finally:
            running.quit()


def _mini_browser():
    found = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else None


@contextlib.contextmanager
def _screen():
    """The name of a display that nobody looks at."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1600x1200x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait()
