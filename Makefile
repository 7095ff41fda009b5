# `make demo` and `make test` set everything up on a machine that has Python 3.11 and make.
PYTHON ?= python3.11
ENV := .venv
BIN := $(ENV)/bin
# Compiled once: a command that compiles what it imports starts 1.7 s later, and tasks and tests start thousands.
UV := UV_PROJECT_ENVIRONMENT=$(ENV) UV_COMPILE_BYTECODE=1 $(BIN)/uv
COMPILE := $(BIN)/python -m compileall -q newswatch processors crawlers
.DEFAULT_GOAL := help
.PHONY: help demo test test-long test-fast lint types imports wheel check bench eval stack airflow airflow-down clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: $(ENV)/demo.ready ## Play a day of news, from crawl to alert, offline
	@$(BIN)/newswatch demo

test: $(ENV)/dev.ready ## Run all tests but the long ones
	$(BIN)/pytest -n 2 --dist loadscope

test-long: $(ENV)/dev.ready ## Run the long ones: minutes on the real servers each
	NEWSWATCH_TEST_SERVICES=required $(BIN)/pytest -m long

test-fast: $(ENV)/dev.ready ## Run the unit, golden and property tests
	$(BIN)/pytest -m "not slow" tests/unit tests/golden tests/property tests/test_docs.py

lint: $(ENV)/dev.ready ## Check form and style
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/yamllint --strict .
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint infra/docker/Dockerfile

types: $(ENV)/dev.ready ## Check types
	$(BIN)/mypy

imports: $(ENV)/dev.ready ## Check that imports point one way
	$(BIN)/lint-imports

wheel: $(ENV)/dev.ready ## Build wheel and sdist into dist/, install each in an empty environment, run the demo there
	sh tests/wheel.sh $(BIN)

check: test lint types imports wheel demo ## Everything that CI checks

bench: $(ENV)/dev.ready ## Print the figures
	@for bench in tests/bench/bench_*.py; do $(BIN)/python $$bench; done

eval: $(ENV)/dev.ready ## Print the detection table on the labelled sets
	$(BIN)/python tests/bench/bench_eval.py

stack: ## Start the real Kafka and Elasticsearch on this machine, without Docker (infra/local/stack.sh down stops them)
	@infra/local/stack.sh up

airflow: $(ENV)/dev.ready ## Start Kafka, Elasticsearch and Airflow on this machine, without Docker; settings in .env
	@infra/airflow/all.sh up

airflow-down: ## Stop what make airflow started
	@infra/airflow/all.sh down

clean: ## Remove what was built and what was run
	rm -rf dist build var .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The environment is made by the standard library; uv comes into it and fills it from the lock.
$(ENV)/uv.ready:
	$(PYTHON) -m venv $(ENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@touch $@

$(ENV)/demo.ready: $(ENV)/uv.ready pyproject.toml uv.lock
	$(UV) sync --quiet --locked --inexact --no-dev --extra web
	@$(COMPILE)
	@touch $@

$(ENV)/dev.ready: $(ENV)/uv.ready pyproject.toml uv.lock
	$(UV) sync --quiet --locked --inexact --all-extras
	@$(COMPILE) dags
	@touch $@ $(ENV)/demo.ready
