"""Rebuild the shipped reference tables from the shared data and the hand-kept tables.

Usage: python scripts/build_reference.py SHARED_DATA_DIR [OUT_DIR]
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from pathlib import Path

# In this order; a module that does not exist yet is passed over.
SUBJECTS = ("states", "facilities", "stations", "meetings", "actions")
SHIPPED = Path(__file__).resolve().parent.parent / "src" / "testban" / "reference" / "data"


def build_all(shared: Path, out: Path) -> list[str]:
    """Write every table into `out` and return the subjects built."""
    built = []
    for subject in SUBJECTS:
        name = f"reference_build.{subject}"
        if importlib.util.find_spec(name) is None:
            continue
        importlib.import_module(name).build(shared, out)
        built.append(subject)
    return built


def main() -> None:
    """Rebuild in place, or into a folder given as the second argument."""
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    shared = Path(sys.argv[1])
    if not (shared / "treaty").is_dir():
        sys.exit(f"{shared}: no folder 'treaty' there. Give the folder that holds treaty/")
    out = Path(sys.argv[2]) if len(sys.argv) == 3 else SHIPPED
    out.mkdir(parents=True, exist_ok=True)
    print("built:", ", ".join(build_all(shared, out)))


if __name__ == "__main__":
    main()
