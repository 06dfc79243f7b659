"""Any module can be the first that is imported: no two of them wait for one another."""

from __future__ import annotations

import subprocess
import sys

# The modules of testban are forgotten before each import, the libraries they use are kept. A module
# that its own package loads is loaded no other way when it comes first (Python imports the package
# before it), so only the packages and the modules that they leave out are tried.
_SCRIPT = """
import importlib, pkgutil, sys, traceback
import testban

modules = list(pkgutil.walk_packages(testban.__path__, "testban."))
covered = set()
failed = 0
for module in sorted(modules, key=lambda each: not each.ispkg):
    if module.name in covered:
        continue
    for loaded in [key for key in sys.modules if key.split(".")[0] == "testban"]:
        del sys.modules[loaded]
    try:
        importlib.import_module(module.name)
    except ImportError:
        failed += 1
        print(module.name, traceback.format_exc(limit=-1), file=sys.stderr)
    if module.ispkg:
        covered |= {key for key in sys.modules if key.rpartition(".")[0] == module.name}
print(len(modules), failed)
"""


def test_each_module_can_be_imported_first() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], capture_output=True, text=True, timeout=900, check=False
    )
    modules, failed = map(int, done.stdout.split())
    assert (failed, done.stderr) == (0, "")
    assert modules > 200
