"""Picture every page of the site, in both languages: docs/pictures/*.webp.

Usage: python scripts/build_screenshots.py [--folder DIR] [--width 1200] [--scheme dark] [--no-script]
       [--whole]

It needs Chromium and playwright. The store is made of the made-up papers, event and recordings of the
tests. The other options are for looking at the pages: a phone's width, the dark scheme, pages without
script, or the whole length of a page.
"""

from __future__ import annotations

import argparse
import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.web.conftest import made_up_records  # noqa: E402
from tests.web.live import served  # noqa: E402

from testban.monitoring.formats.io import read_bulletin  # noqa: E402
from testban.store import open_store  # noqa: E402

PAGES = {
    "home": "/?on=2025-09-26",
    "treaty": "/treaty/CTBT?on=2021-09-23",
    "treaties": "/treaties",
    "actions": "/treaty/CTBT/actions",
    "states": "/states",
    "state": "/state/EGY?on=2025-09-26",
    "documents": "/documents",
    "document": "/document/CTBT-Art.XIV/2033/WP.1",
    "compare": "/compare",
    "upload": "/upload",
    "meetings": "/meetings",
    "meeting": "/meeting/CTBT-Art.XIV/2041",
    "measures": "/measures",
    "activities": "/activities",
    "findings": "/findings",
    "network": "/network",
    "events": "/events",
    "event": "/event/1",
    "records": "/event/1#records",
    "search": "/search?q=ratification",
    "programs": "/api",
}
QUALITY = 60
"""Of WebP: letters stay sharp at this size."""


# In each language a paper, and one to compare with it.
PAPERS = {
    "en": (
        "en_final_declaration_2033.txt",
        "en_artxiv_report_2031.txt",
        "en_artxiv_report_2041.txt",
    ),
    "zh": (
        "zh_final_declaration_2037.txt",
        "zh_final_declaration_2037.txt",
        "zh_final_declaration_2039.txt",
    ),
}


def build_store(file: Path) -> dict[str, dict[str, str]]:
    """Fill a store with what the tests have; the addresses of papers in each language."""
    specimens = ROOT / "tests/specimens"
    event = ROOT / "tests/monitoring/specimens/made_up_event.json"
    with open_store(str(file)) as store:
        store.ingest(specimens, workers=1)
        bulletin = read_bulletin(event)
        recorded = {each.event_id: made_up_records(each) for each in bulletin.events}
        store.save_bulletin(bulletin, recorded)
        keys = {record.name: record.sha256 for record in store.documents()}
    return {
        lang: {
            "document": f"/document/{keys[paper]}",
            "compare": f"/compare?a={keys[old]}&b={keys[new]}",
        }
        for lang, (paper, old, new) in PAPERS.items()
    }


def main() -> None:
    """Make the store, serve it, and picture each page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folder", type=Path, default=ROOT / "docs/pictures")
    parser.add_argument("--width", type=int, default=1200)
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--no-script", action="store_true")
    parser.add_argument("--whole", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "site.sqlite"
        papers = build_store(file)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        with served(str(file), "--allow-upload") as address:
            for lang, locale in (("en", "en-GB"), ("zh", "zh-CN")):
                page = browser.new_context(
                    locale=locale,
                    color_scheme=asked.scheme,
                    java_script_enabled=not asked.no_script,
                    viewport={"width": asked.width, "height": 900},
                ).new_page()
                for name, path in (PAGES | papers[lang]).items():
                    page.goto(address + path.replace("ratification", _QUERY[lang]))
                    picture = page.screenshot(full_page=asked.whole)
                    whole = Image.open(io.BytesIO(picture)).convert("RGB")
                    out = asked.folder / f"{name}-{lang}.webp"
                    whole.save(out, quality=QUALITY, method=6)
                    print(f"{out.name}  {out.stat().st_size / 1000:.0f} kB")
        browser.close()


_QUERY = {"en": "ratification", "zh": "批准"}

if __name__ == "__main__":
    main()
