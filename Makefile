# `make chat` is all a reader needs; `make help` lists the rest.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

# The first Python on this machine that is new enough; `make PYTHON=/path/to/python3.12 chat` chooses another.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LOG := $(VENV)/setup.log
TORCH := torch==2.13.0

HOST ?= 127.0.0.1
PORT ?= 7860
export WIJZER_LIBRARY ?= $(CURDIR)/.wijzer/library
TAKEN_IN := $(WIJZER_LIBRARY)/.examples-taken-in

.PHONY: help chat test check format bench examples screenshots freeze setup setup-dev model clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PYTHON=, HOST=, PORT= and WIJZER_LIBRARY= change what their names say."

chat: model ## set up, take in the example reports, and serve the chat page at 127.0.0.1:7860
	@if [ ! -f "$(TAKEN_IN)" ] || [ ! -f "$(WIJZER_LIBRARY)/catalogue.db" ] \
		|| [ -n "$$(find examples/reports -newer "$(TAKEN_IN)" -print -quit)" ]; then \
		echo "Taking in the example reports (about 20 s) ..."; \
		$(BIN)/wijzer ingest examples/reports; \
		touch "$(TAKEN_IN)"; \
	fi
	@echo "Starting the page (a few seconds) ..."
	@exec $(BIN)/wijzer serve --host $(HOST) --port $(PORT) --open

test: setup-dev model ## run all tests, a file at a time on each core
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

check: setup-dev ## formatting, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: setup-dev ## put the code in the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev model ## run every benchmark and write benchmarks/results (long)
	$(BIN)/python -m benchmarks

examples: setup-dev ## write examples/reports from examples/sources
	$(BIN)/python examples/build.py

screenshots: setup-dev model ## take the README's pictures of the running page (needs chromium)
	$(BIN)/python docs/screenshots/make.py

freeze: setup-dev ## write constraints.txt from what is installed, after the tests passed with it
	@{ echo "# What was installed when the tests passed (CPython 3.11, Linux). Written by \`make freeze\`."; \
		$(PIP) freeze --exclude-editable | sed 's/+cpu$$//'; } > constraints.new
	@mv constraints.new constraints.txt; touch $(VENV)/.installed $(VENV)/.installed-dev

setup: $(VENV)/.installed
setup-dev: $(VENV)/.installed-dev

model: setup
	@$(BIN)/python -m vectorstore.embedding

clean: ## remove the environment, caches and the examples' library
	rm -rf $(VENV) .bench .wijzer build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

FAILED = { rm -f $(VENV)/.unfinished; echo "The set-up failed; what pip said is in $(LOG)." >&2; exit 1; }

# Each stamp is written last, and `.unfinished` lies there as long as an installation runs: what was broken off
# begins anew in an empty environment, since pip does not notice a half-unpacked package.
$(VENV)/.installed: pyproject.toml constraints.txt
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: install it, or say where it is with" \
		"'make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)'." >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed; $(PYTHON) is $$("$(PYTHON)" --version 2>&1)." >&2; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { \
		echo "$(PYTHON) lacks the venv module: on Debian or Ubuntu, install its package python3-venv." >&2; exit 1; }
	@if [ -f $(VENV)/.unfinished ]; then echo "The last set-up was broken off; starting it again."; rm -rf $(VENV); fi
	@echo "Setting up the environment in $(VENV): about two minutes once, and 2.5 GB."
	@rm -f $@; mkdir -p $(VENV); touch $(VENV)/.unfinished
	@"$(PYTHON)" -m venv $(VENV)
	@$(PIP) install "$(TORCH)" -c constraints.txt 2>&1 | $(BIN)/python .ci/progress.py "[1/2] torch" $(LOG) \
		|| $(FAILED)
	@$(PIP) install -c constraints.txt -e . 2>&1 | $(BIN)/python .ci/progress.py "[2/2] packages" $(LOG) \
		|| $(FAILED)
	@rm $(VENV)/.unfinished; touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@rm -f $@; touch $(VENV)/.unfinished
	@$(PIP) install -c constraints.txt -e '.[dev]' 2>&1 \
		| $(BIN)/python .ci/progress.py "development tools" $(LOG) \
		|| $(FAILED)
	@rm $(VENV)/.unfinished; touch $@
