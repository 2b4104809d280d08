"""A page in Debian's Chromium, without a window and without a network."""

import base64
import contextlib
import json
import pathlib
import shutil
import sys
import tempfile
import time

try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
except ImportError:
    webdriver = None

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
         "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
         "--disable-default-apps", "--hide-scrollbars", "--force-device-scale-factor=1", "--lang=en"]


def skip_without_browser():
    if webdriver is None or CHROMIUM is None or DRIVER is None:
        print("skipped: chromium, chromium-driver or python3-selenium is not installed")
        sys.exit(77)


def wait_for(what, timeout=30):
    """Polls until what() is true; returns its value."""
    deadline = time.monotonic() + timeout
    while True:
        value = what()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"waited for {timeout} s in vain")
        time.sleep(0.02)


class Browser:
    """`downloads` is where files are saved."""

    def __init__(self, directory):
        self.downloads = pathlib.Path(directory) / "downloads"
        self.downloads.mkdir()
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in [*FLAGS, f"--user-data-dir={directory}/profile"]:
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.command("Page.setDownloadBehavior", behavior="allow", downloadPath=str(self.downloads))

    def command(self, name, **parameters):
        return self.driver.execute_cdp_cmd(name, parameters)

    def open(self, path, dark=False, width=1280, height=900, phone=False):
        self.command("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=phone)
        self.take_logs()
        self.driver.get(pathlib.Path(path).resolve().as_uri())
        try:
            wait_for(lambda: self.run("return document.documentElement.dataset.ready"), timeout=20)
        except AssertionError as error:
            shown = self.run("return document.body.innerText")
            raise AssertionError(f"{path} does not open: {shown}\n{self.take_logs()[0]}") from error

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def find(self, selector):
        return self.driver.find_element("css selector", selector)

    def find_all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def chart(self, title):
        """The figure of a chart, drawn and in sight."""
        figure = self.run("return [...document.querySelectorAll('figure')].find(f => f.querySelector('h3').textContent === arguments[0])", title)
        assert figure is not None, f"no chart is called {title}"
        self.run("arguments[0].scrollIntoView({block: 'center'})", figure)
        wait_for(lambda: self.run("return arguments[0].querySelector('canvas') !== null", figure))
        self.settle()
        return figure

    def settle(self):
        """Waits for two frames."""
        self.driver.execute_async_script("const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))")

    def take_logs(self):
        """(messages of the console, addresses that were asked for) since the last call."""
        console = [entry["message"] for entry in self.driver.get_log("browser")]
        events = [json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")]
        return console, [event["params"]["request"]["url"] for event in events
                         if event["method"] == "Network.requestWillBeSent"]

    def saved(self, name):
        """The path of a file that is being saved, once it is complete."""
        path = self.downloads / name
        wait_for(lambda: path.exists() and path.stat().st_size > 0 and not list(self.downloads.glob("*.crdownload")))
        return path

    def screenshot(self, path, top=0, height=None):
        """A stretch of the page, from so many pixels below its top."""
        size = self.command("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": top, "width": size["width"], "height": height or size["height"] - top, "scale": 1}
        image = self.command("Page.captureScreenshot", captureBeyondViewport=True, clip=clip)
        pathlib.Path(path).write_bytes(base64.b64decode(image["data"]))

    def quit(self):
        self.driver.quit()


@contextlib.contextmanager
def browser():
    with tempfile.TemporaryDirectory(prefix="bt-page-", ignore_cleanup_errors=True) as directory:
        opened = Browser(directory)
        try:
            yield opened
        finally:
            opened.quit()
