"""Run the console examples of the README and the documentation, and write down what they print.

Usage: python scripts/update_examples.py [FILE...]

Look at the difference before you commit it: what changed is what a reader will see.
"""

from __future__ import annotations

import sys
from pathlib import Path

from doc_examples import ROOT, can_run, documents_with_examples, examples, updated


def main() -> None:
    """Update the files named, or every document that holds an example."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    for path in named or documents_with_examples():
        before = path.read_text(encoding="utf-8")
        if not can_run(examples(before)):
            print("left as is", path.relative_to(ROOT), "(its recordings are not at hand)")
            continue
        try:
            after = updated(before, path.parent)
        except RuntimeError as error:
            sys.exit(f"{path.relative_to(ROOT)}, {error}")
        if after != before:
            path.write_text(after, encoding="utf-8")
        print("updated  " if after != before else "unchanged", path.relative_to(ROOT))


if __name__ == "__main__":
    main()
