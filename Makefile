# make graph   set up and build the graph of seeds/ into output/
# make test    set up (Chromium included, where missing) and run all tests
# make check   lint, types and import contracts
# Everything that is needed is installed into .venv; Chromium comes from the system's packages. The
# front ends are built when kg is installed (hatch_build.py).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: graph test test-quick coverage check format setup setup-test chromium screenshots bench quality clean help

graph: $(VENV)/.installed
	$(BIN)/kg build seeds -o output

test: setup-test
	$(BIN)/python -m pytest -n 2 --dist loadfile

test-quick: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -m "not browser and not wheel"

coverage: setup-test
	$(BIN)/python -m pytest -n 2 --dist loadfile -m "not wheel" --cov --cov-report=term:skip-covered

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

setup: $(VENV)/.installed

setup-test: $(VENV)/.installed-dev chromium

chromium:
	@scripts/install-chromium.sh

screenshots: setup-test graph
	$(BIN)/python -m scripts.explorer_screenshots output docs/images

bench: $(VENV)/.installed-dev
	$(BIN)/python benchmarks/run.py

quality: $(VENV)/.installed
	$(BIN)/kg eval ../shared/gold/dev

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		web/node_modules kg/serve/static kg/explorer/static

help:
	@sed -n 's/^# //p' Makefile

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade "pip>=25.1"

WEB := $(wildcard web/*.json web/*.ts web/.npmrc) $(shell find web/src -type f)

$(VENV)/.installed: $(VENV)/bin/python pyproject.toml hatch_build.py $(WEB)
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) install --group dev
	@touch $@
