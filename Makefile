# What one can do here. Every target sets up what it needs first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.runtime-ready
DEV_STAMP := $(VENV)/.dev-ready
PEERS := .venv-bench
PEERS_STAMP := $(PEERS)/.ready
TRAINING := .venv-train
TRAINING_STAMP := $(TRAINING)/.ready

.PHONY: help demo run test check bench peers train lock clean
help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(STAMP)  ## a sample programme with simulated phones on http://127.0.0.1:8000
	@$(BIN)/python -m bot demo

run: $(STAMP)  ## run for real, with the settings in .env
	@$(BIN)/python -m bot run

test: $(DEV_STAMP) check  ## every check and test
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: $(DEV_STAMP)  ## style, types and the arrows between packages
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(DEV_STAMP) peers  ## measure, print a table, write benchmarks/results.json (PEOPLE=1000000 for more)
	$(BIN)/python -m benchmarks $(if $(PEOPLE),--people $(PEOPLE))

# What Handrail is measured beside, in an environment of its own. Where it cannot be had, `bench` leaves it out.
peers: | $(BIN)/python
	@test -f $(PEERS_STAMP) -a ! requirements-bench.lock -nt $(PEERS_STAMP) || { \
		$(PYTHON) -m venv $(PEERS) \
		&& $(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock \
		&& touch $(PEERS_STAMP); \
	} || echo "The peers could not be installed; they are left out of the benchmarks."

train: $(TRAINING_STAMP)  ## make the encoder of the second look anew, and measure it (about an hour)
	$(TRAINING)/bin/python -m training make
	$(TRAINING)/bin/python -m training measure

$(TRAINING_STAMP): requirements.lock requirements-train.txt
	$(PYTHON) -m venv $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-train.txt
	@touch $@

lock:  ## rewrite the lock files from pyproject.toml (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --quiet pyproject.toml -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --quiet pyproject.toml --group dev -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --quiet --group pyproject.toml:bench -o requirements-bench.lock

clean:  ## remove the virtual environment and the demo's data
	rm -rf $(VENV) $(PEERS) $(TRAINING) data/demo

# The Python check comes first, so that an old interpreter gets a sentence and not a stack trace.
$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Handrail needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv $(VENV)

$(STAMP): requirements.lock | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(DEV_STAMP): requirements-dev.lock $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@
