# The few words a new hand learns. `make help` reads the comments behind the names.

.DEFAULT_GOAL := help
SHELL := /bin/sh

# Any Python from 3.11 on; `make PYTHON=/path/to/python3.12 demo` takes another one.
PYTHON ?= $(shell for each in python3 python3.11 python3.12 python3.13 python; do \
	"$$each" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& echo "$$each" && break; done)
BIN := .venv/bin
NPM ?= npm
# Two at a time: a laptop stays usable, and CI has two cores.
JOBS ?= 2
# More words for pytest: make test ARGS="-k dates"
ARGS ?=
MARKS := $(if $(filter true,$(CI)),reference)

.PHONY: help demo test fast-test soak accept browser reference lint format types contracts docs \
	docs-reference bench coverage wheel wheel-check clean

help: ## Show these words
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---------------------------------------------------------------- for everyone

demo: .venv/.demo ## Check and build the demonstration bulletins, and say which files to open
	$(BIN)/python cli.py check
	$(BIN)/python cli.py build --all

test: .venv/.test browser servers $(MARKS) ## Run every test, in a real browser too
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

# ---------------------------------------------------------------- for those who change the code

fast-test: .venv/.test ## Run the tests that need no browser, and none that is slow
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup -m "not browser and not slow and not oracle and not soak" $(ARGS)

soak: .venv/.test ## Pull the plug of sending hundreds of times, and the like; takes minutes
	$(BIN)/python -m pytest -m soak $(ARGS)

accept: .venv/.test browser servers ## Run only the acceptance tests: the real command as a process
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup tests/acceptance $(ARGS)

accept-pictures: .venv/.test browser ## Take new pictures of the editions where looks have changed
	rm -rf build/looks
	$(BIN)/python -m pytest -q tests/acceptance/test_looks.py --accept-pictures $(ARGS)
	@echo "What changed is shown in build/looks/index.html"

lint: .venv/.dev ## Look for faults and for layout that is not ours
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/.dev ## Mend layout, and the faults that mend themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/.dev ## Check the types (mypy, strict)
	$(BIN)/mypy

contracts: .venv/.dev ## Check that each room uses only the rooms below it
	$(BIN)/lint-imports

docs-reference: .venv/.dev ## Write docs/reference/ again from the code
	$(BIN)/python docs/generate.py

docs: .venv/.dev ## Build the documentation into site/
	$(BIN)/mkdocs build --strict
	@echo "Open site/index.html"

bench: .venv/.dev ## Measure, as ratios in one run (the reference compiler needs npm)
	@if command -v $(NPM) >/dev/null; then $(MAKE) --no-print-directory reference; fi
	$(BIN)/python benchmarks/run.py $(ARGS)

coverage: .venv/.test browser servers ## Run every test and report the branches that none of them took
	rm -f .coverage .coverage.*
	$(BIN)/python -m coverage run -m pytest -n $(JOBS) --dist loadgroup $(ARGS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report
	$(BIN)/python -m coverage json --quiet -o - | $(BIN)/python tests/tools/coverage_by_room.py

wheel: .venv/.dev ## Build the wheel and the source package into dist/
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

wheel-check: wheel ## Install the wheel elsewhere and use it there
	$(BIN)/python tests/tools/check_wheel.py dist

clean: ## Remove what was built; .venv and people's files stay
	rm -rf dist site build out .coverage .coverage.* htmlcov
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# ---------------------------------------------------------------- what the words above stand on

browser: .venv/.test ## Find a browser for the tests, or install Debian's Chromium
	$(BIN)/python tests/tools/find_browser.py

servers: .venv/.test ## Find mail servers for the tests, or install Debian's Postfix and Dovecot
	$(BIN)/python tests/tools/mail_servers.py

reference: .reference/.installed ## Install the reference MJML compiler (needs npm)

.reference/.installed: tests/reference/package.json tests/reference/package-lock.json
	@command -v $(NPM) >/dev/null || { echo "The reference MJML compiler needs npm."; exit 1; }
	mkdir -p .reference
	cp tests/reference/package.json tests/reference/package-lock.json .reference/
	cd .reference && $(NPM) ci --no-audit --no-fund --ignore-scripts --loglevel=error
	touch $@

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "ebulletin needs Python 3.11 or newer, with venv."; exit 1; }
	"$(PYTHON)" -m venv .venv

# The build backend is installed first and at its pinned version, so that no build of this folder
# asks for another one.
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
EDITABLE := --no-build-isolation --editable

.venv/.demo: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) hatchling
	$(PIP_INSTALL) $(EDITABLE) .
	@touch $@

.venv/.test: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) hatchling
	$(PIP_INSTALL) $(EDITABLE) ".[test]"
	@touch $@ .venv/.demo

.venv/.dev: pyproject.toml constraints.txt | $(BIN)/python
	$(PIP_INSTALL) hatchling
	$(PIP_INSTALL) $(EDITABLE) ".[dev]"
	@touch $@ .venv/.test .venv/.demo
