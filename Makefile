# `make watch` plays a film, `make test` proves the work; both do all set-up on a fresh machine.
.DEFAULT_GOAL := help
PYTHON ?= python3
FILM ?= films/the-lamp
V := .venv/bin
WEB := src/playhead/_assets

.PHONY: help setup watch voices test test-neural test-voices test-all check bench farm-demo clean

help:
	@echo "make watch [FILM=script.fountain]  play a film in the browser"
	@echo "make test                          run the tests (make test-all: the long ones too)"
	@echo "make voices                        install the better voice, Kokoro (90 MB)"
	@echo "make test-voices                   test it"
	@echo "make test-neural                   test the models' renderers (installs torch)"
	@echo "make check                         lint and types"
	@echo "make bench                         measure speed and memory"
	@echo "make farm-demo                     play a film on a Ray cluster of two nodes and kill one"

.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Playhead needs Python 3.11 or newer: set PYTHON=python3.x"; exit 1; }
	test -x $(V)/python || $(PYTHON) -m venv .venv
	$(V)/python -m pip install --quiet --disable-pip-version-check "pip>=25.1" -c constraints.txt
	$(V)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e . --group dev
	$(V)/python -m pip install --quiet --disable-pip-version-check --no-deps tinysoundfont==0.3.7
	@touch $@

.venv/.farm: .venv/.installed
	$(V)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[farm]"
	@touch $@

# On Linux the registry's torch brings CUDA, some gigabytes; a CPU build that pip is told of (PIP_FIND_LINKS) does as well.
.venv/.voices: .venv/.installed web/scripts/voices.mjs
	$(V)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[voices]"
	@node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || { echo "Playhead needs Node 20 or newer"; exit 1; }
	cd web && npm run --silent voices
	@touch $@

voices: .venv/.voices

.venv/.neural: .venv/.installed
	$(V)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[neural]"
	@touch $@

web/node_modules/.installed: web/package.json web/package-lock.json
	@node -e 'process.exit(process.versions.node.split(".")[0] >= 20 ? 0 : 1)' || { echo "Playhead needs Node 20 or newer"; exit 1; }
	cd web && npm ci --silent --no-audit --no-fund
	@touch $@

$(WEB)/.installed: web/node_modules/.installed web/scripts/assets.mjs $(shell find web/src web/index.html web/operate.html web/vite.config.ts -type f 2>/dev/null)
	cd web && npm run --silent assets && npm run --silent build
	@touch $@

setup: .venv/.installed $(WEB)/.installed

watch: setup
	@$(V)/playhead watch "$(FILM)" $(if $(PORT),--port $(PORT))

test: setup
	$(V)/python -m pytest $(if $(wildcard .venv/.neural),--ignore=tests/render/neural)

test-neural: .venv/.neural
	$(V)/python -m pytest -m "" tests/render/neural

test-voices: setup .venv/.voices
	$(V)/python -m pytest -m "" tests/speech/test_kokoro.py

test-all: setup .venv/.farm .venv/.neural .venv/.voices
	$(V)/python -m pytest -m ""

check: setup
	$(V)/ruff check src tests bench
	$(V)/mypy
	$(V)/lint-imports
	cd web && npm run --silent check

bench: setup
	$(V)/playhead bench

farm-demo: setup .venv/.farm
	$(V)/python bench/farm_demo.py

clean:
	rm -rf .venv web/node_modules $(WEB) .pytest_cache .mypy_cache .ruff_cache
