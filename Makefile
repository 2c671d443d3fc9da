# `make run` and `make test` need Python 3.11 or newer with its venv module, make and a C compiler; each does all of its
# own set-up, once, in .venv. `make help` lists the rest.

.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/sh

PYTHON ?= $(shell command -v python3.11 || command -v python3 || echo python3)
HOST ?= 127.0.0.1
PORT ?= 8000
GOLD ?= ../shared/gold
SEEDS ?= ../shared/seeds
CORPORA ?= ../shared/corpora
SHOW ?=
RECORDS ?= 1000000

export PORT
# One thread a process: several times faster than two threads on a machine that others use too.
export OMP_NUM_THREADS ?= 1

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --disable-pip-version-check --constraint requirements.lock

.PHONY: help setup run test score bench bench-service bench-store fuzz train lint format lock

help:
	@echo "make run     set up, analyse the sample articles, serve on http://127.0.0.1:8000 (PORT, DATABASE_URL)"
	@echo "make test    set up, then every check: lint and tests"
	@echo "make lint    ruff, mypy, import contracts"
	@echo "make score   measure against gold records (GOLD, SEEDS; SHOW=1 lists the errors)"
	@echo "make bench   tokens per second and peak memory, end to end and per stage"
	@echo "make bench-service   documents per second: command line, API, one and two workers on PostgreSQL"
	@echo "make fuzz    over 10,000 calls that nobody means well with, made up from the API's description"
	@echo "make bench-store  a page of a full store, on SQLite and PostgreSQL (RECORDS=1000000: minutes, some GB)"
	@echo "make train   train the shipped models again (CORPORA, GOLD)"
	@echo "make setup   everything that development needs"

# A stamp for each set of packages; it is older than the pins when they change, and then pip runs again.
$(VENV)/pip.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Isnad needs Python 3.11 or newer; $(PYTHON) is older. Try: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/pip.stamp pyproject.toml requirements.lock
	$(PIP) --editable .
	@touch $@

$(VENV)/test.stamp: $(VENV)/pip.stamp pyproject.toml requirements.lock
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/run.stamp

$(VENV)/train.stamp: $(VENV)/pip.stamp pyproject.toml requirements.lock
	$(PIP) --editable '.[train]'
	@touch $@ $(VENV)/run.stamp

setup: $(VENV)/test.stamp $(VENV)/train.stamp

run: $(VENV)/run.stamp
	@$(BIN)/isnad migrate
	@$(BIN)/isnad samples
	@exec $(BIN)/isnad serve --host $(HOST) --port $(PORT)

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	$(BIN)/pytest

format: $(VENV)/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: $(VENV)/run.stamp
	@$(BIN)/python -m bench.score --gold $(GOLD) --seeds $(SEEDS) $(if $(SHOW),--show)
	@$(BIN)/python -m bench.repair --gold $(GOLD) --seeds $(SEEDS)

bench: $(VENV)/run.stamp
	@$(BIN)/python -m bench.speed

fuzz: $(VENV)/test.stamp
	@$(BIN)/python -m bench.fuzz

bench-service: $(VENV)/test.stamp
	@$(BIN)/python -m bench.service

bench-store: $(VENV)/test.stamp
	@$(BIN)/python -m bench.store --records $(RECORDS)

train: $(VENV)/train.stamp
	$(BIN)/python -m nlp.training --corpora $(CORPORA) --gold $(GOLD)

# After changing a pin in pyproject.toml: every version that pip then chooses, torch's without its build's suffix.
lock: $(VENV)/pip.stamp
	$(BIN)/python -m pip install --disable-pip-version-check --editable '.[postgres,test,train]'
	$(BIN)/python -m pip freeze --all --exclude-editable --exclude pip | sed '/^torch==/s/+.*//' > requirements.lock
