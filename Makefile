# `make run` and `make test` are all one needs. Both keep to .venv/ and var/ and ask for no system package.

PORT ?= 8000
JOBS ?= 2
ONLY ?=
VENV := .venv
BIN := $(VENV)/bin
PYTEST := $(BIN)/python -m pytest

# The first Python of 3.11 or later; PYTHON=/path/to/python chooses another. Looked up only when .venv is made.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)

.PHONY: run test journeys check format messages pictures help
.DEFAULT_GOAL := help

help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

run: $(VENV)/.run ## install, load the sample issue, serve on 127.0.0.1:8000 (PORT=… for another)
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_sample
	@echo "http://127.0.0.1:$(PORT)/ · http://127.0.0.1:$(PORT)/admin/"
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

test: $(VENV)/.dev ## install, run every test that needs nothing but this repository
	$(PYTEST) -n $(JOBS)

journeys: $(VENV)/.dev ## whole stories in a real Chromium (which must be installed)
	$(PYTEST) tests/journeys -n $(JOBS) $(ONLY) -o addopts="-q --strict-markers"

check: $(VENV)/.dev ## style, floors, types, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check --fail-level WARNING

format: $(VENV)/.dev ## put the code into the one format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## collect and compile the translations (collecting needs GNU gettext)
	$(BIN)/python manage.py makemessages --locale en --no-wrap --no-location --ignore 'var/*' --ignore 'tests/*'
	$(BIN)/python manage.py makemessages --domain djangojs --locale en --no-wrap --no-location --ignore 'var/*' --ignore 'tests/*'
	$(BIN)/python -c "import pathlib, polib; [polib.pofile(str(p)).save_as_mofile(str(p.with_suffix('.mo'))) for p in pathlib.Path('locale').rglob('*.po')]"

pictures: $(VENV)/.dev ## the pictures of the READMEs, the handbook and every kind of page, while `make run` serves
	$(BIN)/python docs/take_pictures.py http://127.0.0.1:$(PORT)
	$(BIN)/python docs/take_site_pictures.py http://127.0.0.1:$(PORT)

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed; name it with make PYTHON=/path/to/python3.11." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the site runs on into $(VENV)/ …"
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt $(VENV)/.run
	@echo "Installing what the tests need into $(VENV)/ …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
