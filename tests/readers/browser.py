"""A TEI file opened in CETEIcean, a real TEI reader, in a real browser; and what is then on the page.

The reader comes from npm, pinned in ``package.json``, into a folder of the test's. Nothing is fetched while the page
is shown: a server on this machine hands out the page, the reader and the file.
"""

from __future__ import annotations

import contextlib
import functools
import html
import http.server
import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=60000",
    "--dump-dom",
)
PAGE = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>reading</title><script src="CETEI.js"></script></head><body>
<div id="text"></div>
<script>
"use strict";
// Where the reader shows a thing in another way (a note at the end), it keeps the original hidden beside what it shows.
const shown = (element) => element.closest("cetei-original") === null;
const found = (selector) => [...document.querySelectorAll(selector)].filter(shown);
function count() {
  const ids = new Set(found("tei-surface[id], tei-zone[id]").map((element) => element.id));
  const leads = (pointer) => pointer.startsWith("#") && ids.has(pointer.slice(1));
  const pointers = found("#text [facs]").flatMap((element) => element.getAttribute("facs").trim().split(/\\s+/));
  return {
    pb: found("tei-pb").length,
    lb: found("tei-lb").length,
    surface: found("tei-surface").length,
    zone: found("tei-zone").length,
    facs: pointers.length,
    resolved: pointers.filter(leads).length,
    reached: new Set(pointers.filter(leads)).size,
    dangling: pointers.filter((pointer) => !leads(pointer)).slice(0, 5),
    words: found("tei-text").map((element) => element.textContent).join("").split(/\\s+/).filter(Boolean).length,
  };
}
function say(value) {
  const said = document.createElement("pre");
  said.id = "counts";
  said.textContent = JSON.stringify(value);
  document.body.append(said);
}
window.addEventListener("error", (event) => say({ error: String(event.message) }));
new CETEI().getHTML5("document.xml", (data) => {
  document.getElementById("text").append(data);
  say(count());
});
</script></body></html>
"""


class Missing(Exception):
    """A program or package that is not on this machine."""


class Unread(Exception):
    """The reader did not show the file."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What is on the page: elements by name, and where the pointers of ``facs`` lead.

    ``facs`` counts the pointers, ``resolved`` those that lead to a surface or zone, ``reached`` the surfaces and zones
    they lead to, each once.
    """

    pb: int
    lb: int
    surface: int
    zone: int
    facs: int
    resolved: int
    reached: int
    dangling: tuple[str, ...]
    words: int


def browser() -> str:
    """Return the path of a browser.

    Raises:
        Missing: there is none.
    """
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        raise Missing("no Chromium on this machine")
    return found


def install_reader(folder: Path) -> Path:
    """Install the reader into ``folder`` and return its script.

    Raises:
        Missing: npm is not there, or cannot reach its registry.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise Missing("no npm on this machine")
    shutil.copy(HERE / "package.json", folder)
    done = subprocess.run(
        [npm, "install", "--no-audit", "--no-fund", "--ignore-scripts", "--no-package-lock"],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=300,
    )
    script = folder / "node_modules" / "CETEIcean" / "dist" / "CETEI.js"
    if done.returncode or not script.exists():
        raise Missing(f"npm could not install CETEIcean: {(done.stderr or done.stdout)[-300:]}")
    return script


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder to this machine only, and yield its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def read(document: Path, script: Path, folder: Path) -> Counts:
    """Open a TEI file in the reader and count what is on the page.

    Args:
        document: The file.
        script: The reader, as ``install_reader`` returned it.
        folder: An empty folder to serve from and to keep the browser's profile in.

    Raises:
        Unread: the reader failed, or showed nothing.
    """
    site = folder / "site"
    site.mkdir(parents=True)
    shutil.copyfile(script, site / "CETEI.js")
    shutil.copyfile(document, site / "document.xml")
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    flags = [*FLAGS, f"--user-data-dir={folder / 'profile'}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--no-sandbox")  # as root the browser refuses to start with one
    with served(site) as address:
        done = subprocess.run(
            [browser(), *flags, f"{address}/index.html"], capture_output=True, text=True, timeout=240, errors="replace"
        )
    said = re.search(r'<pre id="counts">(.*?)</pre>', done.stdout, re.DOTALL)
    if said is None:
        raise Unread(f"the reader said nothing about {document.name}: {done.stderr[-500:]}")
    counts = json.loads(html.unescape(said[1]))
    if "error" in counts:
        raise Unread(f"the reader failed on {document.name}: {counts['error']}")
    return Counts(**{**counts, "dangling": tuple(counts["dangling"])})
