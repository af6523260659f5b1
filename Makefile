# make run · make dev · make test · make check · make messages
PYTHON ?= $(shell sh scripts/find_python.sh)
PORT ?= 8000
ARGS ?=
BIN := .venv/bin
# What was compiled is kept for the next process: a run of the tests starts a hundred.
unexport PYTHONDONTWRITEBYTECODE

# An environment whose Python went away (an upgrade of the system) is made anew.
$(shell $(BIN)/python -c '' 2>/dev/null || rm -f .venv/installed .venv/installed-dev)

.PHONY: help run dev test test-sqlite test-postgresql test-unit check messages screenshots bench bench-admin bench-images bench-import bench-desk bench-search clean

help:
	@echo "make run          the site with demo content on http://127.0.0.1:$(PORT)"
	@echo "make dev          the same, reloading when the code changes"
	@echo "make test         make check, then all tests on SQLite and on PostgreSQL"
	@echo "make test-unit    the tests that need neither a browser nor a database server"
	@echo "make check        the cheap gate: style, templates, settings, migrations, catalogues"
	@echo "make messages     bring the catalogues up to date and compile them"
	@echo "make screenshots  take the pictures of the documentation"
	@echo "make bench        measure: bench-admin (saving), bench-images, bench-import (from Moodle), bench-desk, bench-search"

run: .venv/installed
	@PORT="$(PORT)" sh scripts/run.sh

dev: .venv/installed
	@PORT="$(PORT)" DEBUG=1 sh scripts/run.sh

test: .venv/installed-dev
	@$(BIN)/python scripts/test.py sqlite postgresql -- $(ARGS)

test-sqlite: .venv/installed-dev
	@$(BIN)/python scripts/test.py sqlite -- $(ARGS)

test-postgresql: .venv/installed-dev
	@$(BIN)/python scripts/test.py postgresql -- $(ARGS)

test-unit: .venv/installed-dev
	@SECRET_KEY=tests DEBUG=1 DATABASE_URL=sqlite:///:memory: $(BIN)/python -m pytest -m "not browser and not servers" -n 2 $(ARGS)

check: .venv/installed-dev
	@sh scripts/check.sh

messages: .venv/installed-dev
	@$(BIN)/python manage.py makemessages --locale ru --locale az --no-wrap --add-location file --no-obsolete --ignore .venv --ignore var --ignore tests
	@$(BIN)/python scripts/catalogues.py compile

screenshots: .venv/installed-dev
	@$(BIN)/python scripts/screenshots.py $(ARGS)

bench: bench-admin bench-images bench-import bench-desk bench-search

bench-admin: .venv/installed-dev
	@$(BIN)/python scripts/bench_admin.py

bench-images: .venv/installed-dev
	@$(BIN)/python scripts/bench_images.py

bench-import: .venv/installed-dev
	@$(BIN)/python scripts/bench_import.py $(ARGS)

bench-desk: .venv/installed-dev
	@$(BIN)/python scripts/bench_desk.py

bench-search: .venv/installed-dev
	@$(BIN)/python scripts/bench_search.py $(ARGS)

clean:
	rm -rf .venv var .pytest_cache .ruff_cache

# The stamps are written last: an interrupted installation is begun anew.
.venv/installed: requirements.txt scripts/install.sh
	@PYTHON="$(PYTHON)" sh scripts/install.sh requirements.txt
	@touch $@

.venv/installed-dev: requirements-dev.txt requirements-s3.txt requirements.txt scripts/install.sh
	@PYTHON="$(PYTHON)" sh scripts/install.sh requirements-dev.txt
	@touch .venv/installed $@
