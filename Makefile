# Prorata. `make` lists the targets; the README explains them.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh

PORT ?= 8000
BIN := .venv/bin
PYTHON := $(BIN)/python
MANAGE := $(PYTHON) manage.py
TEST_SETTINGS := DJANGO_SETTINGS_MODULE=tests.settings
TEMPLATES = $(shell find templates planner -name '*.html' 2>/dev/null)
MANY := --numprocesses auto --dist worksteal --quiet
# With a PostgreSQL here what uses the database runs there, and in a browser on SQLite: each test once
# more would be too much for continuous integration.
SQLITE = $$($(PYTHON) -m tests.postgresql --is-there && echo 'and (browser or not database)')
SAY = @printf '\n%s\n'

.PHONY: help run test all check mutants bench shots lock fmt clean environment libraries browser fonts lint quick

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: fonts .env ## Install what is needed and serve the site on this machine
	@DEBUG=1 $(MANAGE) collectstatic --noinput --verbosity 0
	@DEBUG=1 $(MANAGE) migrate --verbosity 0
	@DEBUG=1 $(MANAGE) demo --practice 24 --site http://127.0.0.1:$(PORT)
	$(SAY) "Prorata is at http://127.0.0.1:$(PORT)"
	@DEBUG=1 DJANGO_RUNSERVER_HIDE_WARNING=true $(MANAGE) runserver --nostatic 127.0.0.1:$(PORT)

test: lint browser ## Everything CI runs: the checks and the tests but the slow ones
	$(SAY) "Tests"
	@$(PYTHON) -m pytest $(MANY) --cov --cov-report= -m "not slow $(SQLITE)"
	@$(PYTHON) -m coverage report --fail-under=100
	$(SAY) "Tests that use the database, on PostgreSQL"
	@$(PYTHON) -m tests.postgresql $(PYTHON) -m pytest $(MANY) -m 'database and not browser and not slow'

all: lint browser ## Every test on SQLite and PostgreSQL, the slow ones too
	@$(PYTHON) -m pytest $(MANY)
	@$(PYTHON) -m tests.postgresql $(PYTHON) -m pytest $(MANY) -m 'database and not browser'

check: lint quick ## Linters, types, layers and the quick tests, in under two minutes

lint: fonts
	$(SAY) "Style"
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet
	$(SAY) "Templates"
	@[ -z "$(TEMPLATES)" ] || $(BIN)/djade --check $(TEMPLATES)
	@[ -z "$(TEMPLATES)" ] || $(BIN)/djlint --lint --quiet $(TEMPLATES)
	$(SAY) "Types"
	@$(BIN)/mypy --no-error-summary
	$(SAY) "Layers"
	@$(BIN)/lint-imports --no-logo
	$(SAY) "Deployment"
	@DEBUG=0 SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		$(MANAGE) check --deploy --fail-level WARNING
	@$(TEST_SETTINGS) $(MANAGE) makemigrations --check --dry-run

quick: fonts
	$(SAY) "Quick tests"
	@$(PYTHON) -m pytest $(MANY) --ignore tests/documents -m 'not browser and not slow and not database'

mutants: environment ## Change the engine bit by bit and see whether a test fails, for hours
	@$(BIN)/mutmut run $(if $(ONLY),'planner.engine.$(ONLY)*')
	@$(BIN)/mutmut results

bench: fonts ## Measure speed
	@$(TEST_SETTINGS) $(PYTHON) -m tests.performance.bench

shots: fonts browser ## Take pictures of the screens
	@$(TEST_SETTINGS) $(PYTHON) -m tests.browser.shots

lock: environment ## Resolve the dependencies again into requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.12 \
		--generate-hashes --no-emit-index-url --custom-compile-command 'make lock' \
		--group dev pyproject.toml --output-file requirements.lock

fmt: environment ## Format code and templates
	@$(BIN)/ruff check --fix --quiet || true
	@$(BIN)/ruff format --quiet
	@[ -z "$(TEMPLATES)" ] || $(BIN)/djade $(TEMPLATES)

clean: ## Remove what was built; the database and .env stay
	rm -rf .venv var/built var/static htmlcov mutants .coverage .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache .hypothesis
	find manage.py planner prorata_site tests -name __pycache__ -prune -exec rm -rf {} +

environment:
	@.ci/environment

libraries: environment
	@.ci/system-libraries pango

browser: environment
	@.ci/system-libraries chromium

fonts: libraries
	@DEBUG=1 $(MANAGE) build_fonts

.env: | environment
	@umask 077 && $(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(50))' > $@
	@echo "Wrote .env with a new secret key."
