# Rapport. `make run` and `make test` are all a new machine needs; the plain lines are in README.md.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check format lint types layers docs bench lock audit browser faults fuzz clean

$(VENV)/.runtime: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

run: $(VENV)/.runtime            ## serve the cockpit with the demo data on first run
	$(BIN)/python -m core serve

test: $(VENV)/.dev               ## the tests that need nothing but Python
	$(BIN)/python -m pytest -n auto

check: format lint types layers docs test   ## format, lint, types, layers, generated documents, tests

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy

layers: $(VENV)/.dev
	$(BIN)/lint-imports

docs: $(VENV)/.dev               ## generated documents must equal what the code says
	$(BIN)/python -m core docs --check

browser: $(VENV)/.dev            ## journeys in headless Chromium; skipped where there is none
	$(BIN)/python -m pytest -m browser tests/browser

faults: $(VENV)/.dev             ## kills, full disks, flipped bits, PostgreSQL catalog where present
	$(BIN)/python -m pytest -m "faults or postgres"

bench: $(VENV)/.dev              ## ratios of one run, written to docs/validation/
	$(BIN)/python -m tests.benchmarks

fuzz: $(VENV)/.dev               ## the reader under strange bytes for ten minutes, with a seed
	$(BIN)/python -m tests.benchmarks.fuzzing --minutes 10 --write
	$(BIN)/python -m pytest -m fuzz

audit: $(VENV)/.dev              ## known vulnerabilities of the locked requirements (asks a public service)
	$(BIN)/pip-audit --strict --require-hashes -r requirements.txt

lock:                            ## requirements.txt and requirements-dev.txt from their .in files
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" requirements.in -o requirements.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock" requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache
