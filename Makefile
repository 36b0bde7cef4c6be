# The menu. `make` alone lists it. Settings (PORT, DATA, SITEURL, ...) may stand on make's line or in the environment.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
DATA ?= var
export DATA
ifdef PORT
export PORT
endif

help: ## list the targets
	@echo "make serve  then open http://127.0.0.1:8000       make test  runs every test"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

serve: .venv/ready ## set up, build, release and serve at PORT (8000); rebuilds when a source is saved
	@exec $(BIN)/python -m service serve

test: .venv/ready-to-test ## set up, a browser too, and run every test
	@tests/find-browser
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

soak: export ONLY := $(ONLY)
soak: .venv/ready-to-test ## hold 100,000 random plans (CASES) against the oracle, and survive 200 kills (ROUNDS); SEED, ONLY="plan kill"
	@for part in $${ONLY:-plan kill}; do case $$part in \
		plan) CASES="$(CASES)" SEED="$(SEED)" $(BIN)/python -m tests.plan.soak ;; \
		kill) ROUNDS="$(ROUNDS)" SEED="$(SEED)" $(BIN)/python -m tests.serving.soak ;; \
		*) echo "ONLY names $$part; it may name plan and kill."; exit 1 ;; esac; done

build: .venv/ready ## build the site into DATA/output
	@$(BIN)/python -m service build

release: .venv/ready ## publish DATA/output, with every accepted comment in its page
	@$(BIN)/python -m service release

moderator: .venv/ready ## add a moderator or change a password: NAME=... PASSWORD=...
	@PASSWORD="$(PASSWORD)" $(BIN)/python -m service moderator "$(NAME)"

lint: .venv/ready-to-test ## check the style of the Python code
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

bench: .venv/ready-to-test .venv-peers/ready ## measure weight, time and memory, beside Isso and nginx; ONLY="first isso approval desk"
	@ONLY="$(ONLY)" $(BIN)/python -m bench

lock: .venv/ready-to-test ## write requirements*.txt anew from pyproject.toml
	@$(BIN)/pip-compile $(COMPILE) -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile $(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml
	@printf 'gunicorn\nisso\n' | $(BIN)/pip-compile $(COMPILE) --no-annotate -o bench/requirements-peers.txt -

clean: ## remove the virtual environments; DATA stays
	rm -rf .venv .venv-peers

# without the --no-emit flags the file would carry the options of whoever made it
COMPILE := --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe --no-header

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Afterword needs python3 (3.11 or newer), and there is none on this machine."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Afterword needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Name another one: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing; on Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making a virtual environment in .venv ..."
	@$(PYTHON) -m venv .venv

.venv/ready: requirements.txt | .venv/bin/python
	@echo "Installing what Afterword runs on (once; half a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/ready-to-test: requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ .venv/ready

# Isso wants other versions of our libraries, so it has an environment of its own
.venv-peers/ready: bench/requirements-peers.txt
	@echo "Installing Isso, to measure beside it (once) ..."
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r bench/requirements-peers.txt
	@touch $@

.PHONY: help serve test soak build release moderator lint bench lock clean
