# Every target sets up what it needs, once. `make` alone lists them.
# Stamps (.venv/.synced and so on) say what is done; each is remade when the file it came from changes.
MAKEFLAGS += --no-builtin-rules --no-print-directory
.SUFFIXES:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := list

PYTHON ?= python3
ARGS ?=
VENV := .venv/bin
UV := .uv/bin/uv

# Machines of a police force often have their own certificate authority: trust what the system trusts.
export NODE_USE_SYSTEM_CA ?= 1
export UV_SYSTEM_CERTS ?= true
export UV_PYTHON_DOWNLOADS := never
export UV_NO_PROGRESS := 1

.PHONY: list
list:
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'
	@$(MAKE) --silent .venv/.installed

.PHONY: demo
demo: .venv/.installed node_modules/.copied ## do the main job on real data, then open the desk (ARGS="--no-serve")
	@$(VENV)/vigil demo $(ARGS)

.PHONY: check
check: .venv/.installed node_modules/.copied .browser/.unpacked ## everything CI runs: format, lint, types, imports, tests, docs
	$(VENV)/ruff format --check --quiet .
	$(VENV)/ruff check --quiet .
	$(VENV)/mypy
	$(VENV)/lint-imports
	$(VENV)/pytest -m "not browser" --numprocesses 2 --cov --cov-context=test --cov-report=
	$(VENV)/python -m tools.own_cover
	$(VENV)/pytest -m browser

.PHONY: fix
fix: .venv/.installed ## put the format right, what lint can mend by itself, and the pages made from the code
	$(VENV)/ruff check --fix --quiet . || true
	$(VENV)/ruff format --quiet .
	$(VENV)/python -m tools.reference
	$(VENV)/python -m tools.glossary

.PHONY: bench
bench: .venv/.installed ## run every benchmark
	$(VENV)/python -m benchmarks $(ARGS)

.PHONY: screenshots
screenshots: .venv/.installed node_modules/.copied .browser/.unpacked ## take the pictures in docs/ again
	$(VENV)/python -m tools.screenshots $(ARGS)

.PHONY: lock
lock: .uv/.made node_modules/.npm ## choose newer versions of everything, and write both locks
	$(UV) pip compile --quiet --upgrade pyproject.toml --group dev --group browser --group assets \
		--universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --custom-compile-command "make lock" --output-file requirements.lock
	$(VENV)/python -m tools.assets lock

.PHONY: clean
clean: ## remove everything that make has made (never your data)
	rm -rf .uv .venv node_modules .browser src/vigil/web/static/vendor dist artefacts htmlcov .cache .coverage* \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests tools benchmarks -type d -name __pycache__ -prune -exec rm -rf {} +

# ── set-up ──

.uv/.made: requirements.lock tools/bootstrap.sh
	@tools/bootstrap.sh "$(PYTHON)"
	@touch $@

.venv/bin/python: | .uv/.made
	@$(UV) venv --quiet --clear --python "$$(command -v $(PYTHON))" .venv

.venv/.synced: requirements.lock .uv/.made | .venv/bin/python
	@echo "Setting up Python packages (once)"
	@$(UV) pip sync --quiet --require-hashes --python .venv/bin/python requirements.lock
	@touch $@

# Our own package, editable. uv builds it by itself, so nothing is fetched.
.venv/.installed: pyproject.toml .venv/.synced
	@$(UV) pip install --quiet --offline --no-deps --python .venv/bin/python --editable .
	@touch $@

node_modules/.npm: package.json package-lock.json .npmrc | .venv/.synced
	@echo "Setting up what the browser needs (once)"
	@$(VENV)/python -m tools.assets install
	@touch $@

node_modules/.copied: node_modules/.npm tools/assets.py
	@$(VENV)/python -m tools.assets copy
	@touch $@

.browser/.unpacked: node_modules/.npm tools/browser.py
	@$(VENV)/python -m tools.browser
	@touch $@
