# Everything runs in a plain virtual environment beside this file; only python3 (3.11 or newer) is assumed.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Tests start the program many times; where Python keeps no bytecode of its own accord, each would compile it all.
COMPILED := $(BIN)/python -m compileall -q src

.PHONY: help setup demo serve test test-all lint docs refresh bench reference clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if v >= (3, 11) else "testban needs Python 3.11 or newer; this is %d.%d. Say which one: make PYTHON=python3.12 ..." % v[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[all,dev]'
	@touch $(STAMP)

setup: $(STAMP)  ## make the virtual environment

demo: $(STAMP)  ## load the reference data and the specimen papers, and show what they say
	$(BIN)/python scripts/demo.py

serve: $(STAMP)  ## serve the site on this machine, with the store of the demo
	$(BIN)/testban serve $(if $(wildcard demo.sqlite),--db demo.sqlite)

lint: $(STAMP)  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(STAMP)  ## build the documentation into site/
	$(BIN)/mkdocs build --strict --quiet

refresh: $(STAMP)  ## write the generated pages and the examples of the documents anew
	$(BIN)/python scripts/build_cli_reference.py
	$(BIN)/python scripts/build_python_reference.py
	$(BIN)/python scripts/build_rules_page.py
	$(BIN)/python scripts/build_accuracy_table.py
	$(BIN)/python scripts/update_examples.py

test: lint docs  ## lint, documentation and every test that is not marked slow
	$(COMPILED)
	$(BIN)/pytest -n auto -m 'not slow'

test-all: lint docs  ## the slow tests too
	$(COMPILED)
	$(BIN)/pytest -n auto

bench: $(STAMP)  ## the benchmarks, beside what a user would pick instead
	$(BIN)/python -m pip install --quiet --editable '.[all,dev,bench]'
	$(BIN)/python benchmarks/run.py

reference: $(STAMP)  ## rebuild the reference tables from ../shared/data
	$(BIN)/python scripts/build_reference.py ../shared/data

clean:  ## remove what the other targets made
	rm -rf $(VENV) site build dist demo.sqlite* .mypy_cache .ruff_cache .pytest_cache .hypothesis
