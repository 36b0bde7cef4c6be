# The menu. `make` alone lists it. Settings (PORT, DATA, SITEURL, ...) may stand on make's line or in the environment.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
DATA ?= var
export PYTHON DATA

# A value on make's line reaches each program letter by letter: make would take $t in it for a variable of its own.
GIVEN := $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
$(foreach name,$(GIVEN),$(eval override $(name) := $$(value $(name))) $(eval export $(name)))

help: ## list the targets
	@echo "make serve  then open http://127.0.0.1:8000       make test  runs every test"
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | column -t -s '|'

serve: ready ## set up, build, release and serve at PORT (8000); rebuilds when a source is saved
	@exec $(BIN)/python -m service serve

test: lint ## set up, a browser too, check the style and run every test
	@tests/find-browser
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

test-quick: ready-to-test ## the half of the tests without browsers, servers and releases
	@$(BIN)/python -m pytest -m "not slow" --numprocesses auto --maxprocesses 4 --dist worksteal

soak: ready-to-test ## hold 100,000 random plans (CASES) against the oracle, and survive 200 kills (ROUNDS); SEED, ONLY="plan kill"
	@for part in $${ONLY:-plan kill}; do case $$part in \
		plan) $(BIN)/python -m tests.plan.soak ;; \
		kill) $(BIN)/python -m tests.serving.soak ;; \
		*) echo "ONLY names $$part; it may name plan and kill."; exit 1 ;; esac; done

build: ready ## build the site into DATA/output
	@$(BIN)/python -m service build

release: ready ## publish DATA/output, with every accepted comment in its page
	@$(BIN)/python -m service release

moderator: ready ## add a moderator or change a password: NAME=...; asks for the password, or takes PASSWORD=...
	@test -n "$${NAME:-}" || { echo "Who? Write: make moderator NAME=ada"; exit 2; }
	@! tr '\0' '\n' 2>/dev/null </proc/$$PPID/cmdline | grep -q '^PASSWORD=[[:space:]]' || \
		{ echo "make drops the blanks that a value on its line begins with; write: make moderator NAME=..., which asks."; exit 2; }
	@$(BIN)/python -m service moderator -- "$${NAME:-}"

lint: ready-to-test ## check style, types and form of code, scripts and templates, and the arrows between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@said=$$($(BIN)/lint-imports --no-cache 2>&1) || { echo "$$said"; exit 1; }; echo "$$said" | grep ^Contracts:
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/oxlint --deny-warnings plugins theme
	@$(BIN)/oxfmt --list-different plugins theme || { echo "Written otherwise than oxfmt does; it writes them: $(BIN)/oxfmt plugins theme"; exit 1; }
	@$(BIN)/djlint --lint --quiet service/templates plugins/guidance/templates theme/templates

bench: ready-to-test ## measure weight, time and memory, beside Isso and nginx; ONLY="first isso approval desk"
	@setup/environment peers
	@$(BIN)/python -m bench

lock: ## write requirements*.txt anew from pyproject.toml; UPGRADE=1: with the newest releases
	@setup/environment lock
	@setup/lock

clean: ## remove the virtual environments; DATA stays
	rm -rf .venv .venv-peers .venv-lock

# these only use what is there, perhaps while the service runs: another Python's environment stays, unless PYTHON is given
build release moderator: export KEEP := $(if $(filter file,$(origin PYTHON)),1)

ready:
	@setup/environment serve

ready-to-test:
	@setup/environment test

.PHONY: help serve test test-quick soak build release moderator lint bench lock clean ready ready-to-test
