# The whole contributor interface. CI calls the same targets.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3 python; do \
  $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Only what the lock files name, by the digest that they name; wheels alone, since any other package runs code of its own to be installed.
LOCKED := $(PIP) --require-hashes --only-binary :all:

.PHONY: run test test-fast test-long check e2e bench bench-brush soak docs pictures lock browser clean

run: .venv/installed          ## serve the board (builds the Harbin demo the first time)
	@$(BIN)/sandtable run $(if $(PORT),--port $(PORT))

# A file stays in one process, and files begin in the order of tests/browser/conftest.py: the browser's first, the rest fills what is left of both cores.
BOTH_CORES := -n 2 --dist loadfile --no-loadscope-reorder
SLOW_ROOMS := tests/browser/ tests/demo/ tests/intake/ tests/cli/

test: .venv/installed-dev browser   ## every test, on both cores
	@$(BIN)/python -m pytest tests $(BOTH_CORES)

test-fast: .venv/installed-dev      ## the daily loop, in under two minutes: no browser, no demo city, no clerk's day at the intake
	@$(BIN)/python -m pytest $(filter-out $(SLOW_ROOMS),$(wildcard tests/*/ tests/test_*.py)) -m "not slow" $(BOTH_CORES)

test-long: .venv/installed-dev browser   ## the whole counts, of which `make test` runs a part: five hundred dressed tables, every bomb, simulated queues, the soak
	@SANDTABLE_LONG=1 $(BIN)/python -m pytest tests -m long $(BOTH_CORES)

check: .venv/installed-dev    ## lint, layout, architecture, types
	@$(BIN)/ruff check .
	@$(BIN)/sqlfmt --check --quiet --no-jinjafmt queries
	@$(BIN)/lint-imports
	@$(BIN)/mypy

e2e: .venv/installed-dev browser    ## the tests that drive a real browser
	@$(BIN)/python -m pytest tests/browser $(BOTH_CORES)

PICTURES ?= /tmp/sandtable-pictures
pictures: .venv/installed-dev browser   ## every page at every size, language and theme into $(PICTURES), to look at; the few of docs/pictures
	@rm -rf $(PICTURES)/workspace && mkdir -p $(PICTURES) && $(BIN)/sandtable demo $(PICTURES)/workspace --city harbin
	@$(BIN)/python -m tests.pictures $(PICTURES) --workspace $(PICTURES)/workspace --themes light dark
	@$(BIN)/python -m tests.pictures docs/pictures --workspace $(PICTURES)/workspace --langs zh --sizes desk --walls 1080p --small
	@$(BIN)/python -m tests.pictures docs/pictures --workspace $(PICTURES)/workspace --langs en --sizes portrait --walls --small

docs: .venv/installed-dev     ## the documents that code can write
	@$(BIN)/python -m tests.docs

bench: .venv/installed-dev browser  ## what every page costs, beside a plain one: a quarter of an hour; BENCH=--quick for a trial
	@$(BIN)/python -m tests.bench $(BENCH)

bench-brush: .venv/installed-dev browser   ## how long a brush takes over ten million calls
	@$(BIN)/python -m tests.crossfilter_bench $(BENCH)

soak: .venv/installed-dev browser   ## hours of the wall under everything that happens to walls: make soak HOURS=1
	@$(BIN)/python -m tests.soak --hours $(or $(HOURS),1) --out .soak

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --custom-compile-command "make lock" $(UPGRADE)
lock: .venv/installed-dev     ## pin what pyproject.toml asks for, with digests; UPGRADE=--upgrade takes the newest of everything
	@$(COMPILE) pyproject.toml --group build --output-file requirements.lock
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock
	@echo "make test and make docs follow: what was pinned is installed, and its list of components is written."

browser:                      ## Chromium and a CJK font for the browser tests, where they can be installed
	@sh tests/install_browser.sh

clean:
	@rm -rf .venv workspace

.venv/installed: pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing into .venv ..."
	@$(LOCKED) --requirement requirements.lock
	@$(PIP) --no-deps --no-index --no-build-isolation --editable .
	@touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	@$(LOCKED) --no-binary prcoords --requirement requirements.lock --requirement requirements-dev.lock   # it has no wheel; tests alone need it
	@touch $@
