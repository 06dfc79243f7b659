"""Any module can be the first that is imported: no two of them wait for one another."""

from __future__ import annotations

import subprocess
import sys

# The modules of testban are forgotten before each import, the libraries they use are kept: so
# hundreds of modules take seconds, and each one is the first of its package.
_SCRIPT = """
import importlib, pkgutil, sys, traceback
import testban

names = [module.name for module in pkgutil.walk_packages(testban.__path__, "testban.")]
failed = 0
for name in names:
    for loaded in [key for key in sys.modules if key.split(".")[0] == "testban"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(name)
    except ImportError:
        failed += 1
        print(name, traceback.format_exc(limit=-1), file=sys.stderr)
print(len(names), failed)
"""


def test_each_module_can_be_imported_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=900, check=False
    )
    modules, failed = map(int, done.stdout.split())
    assert (failed, done.stderr) == (0, "")
    assert modules > 200
