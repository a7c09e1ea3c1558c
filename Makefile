# Every routine action under one name. `make help` lists them.
PORT ?= 8000
PY := .venv/bin/python
TINKUY := .venv/bin/tinkuy

.DEFAULT_GOAL := help
.PHONY: help lock run test lint fmt messages bench clean

help: ## list what one can do here
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

.venv/.ready: requirements.txt tools/bootstrap.sh
	@bash tools/bootstrap.sh requirements.txt
	@touch $@

.venv/.ready-dev: requirements-dev.txt .venv/.ready
	@bash tools/bootstrap.sh requirements-dev.txt
	@touch $@

lock: ## resolve the dependencies of pyproject.toml again
	@bash tools/lock.sh

run: .venv/.ready ## set everything up and serve the demonstration on http://127.0.0.1:$(PORT)
	@PORT=$(PORT) TINKUY_DEMO=1 $(TINKUY) serve --seed demo

test: .venv/.ready-dev ## lint, then every test on SQLite, on PostgreSQL and in a real browser
	@bash tools/test.sh

lint: .venv/.ready-dev ## style, types, templates, import contracts
	@bash tools/lint.sh

fmt: .venv/.ready-dev ## put the code in the house style
	@.venv/bin/ruff check --fix -q . ; .venv/bin/ruff format -q .

messages: .venv/.ready ## collect the sentences to translate into locale/ (docs/howto/translate.md)
	@bash tools/gettext.sh
	@mkdir -p locale/qu/LC_MESSAGES
	@$(TINKUY) makemessages --locale qu --add-location file --ignore .venv --ignore var --ignore tests

bench: .venv/.ready-dev ## run every benchmark; the last line of each is its figure
	@for file in benchmarks/bench_*.py; do echo "== $$file"; $(PY) $$file || exit 1; done

clean: ## forget the local database, files and environment
	@rm -rf .venv var
