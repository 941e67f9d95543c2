# Two commands: `make demo` and `make test`. Both work on a fresh machine with
# Python 3.11 or later; the first run installs.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
# On Linux without a graphics card a smaller build of torch will do:
#   make demo TORCH="torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
TORCH  ?= torch==2.13.0
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test check format readme samples clean

demo: $(VENV)/.installed  ## index the sample minutes and serve the chat
	$(BIN)/referatsvar demo

test: $(VENV)/.tested-with browser tesseract check  ## everything that CI runs
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/.tested-with  ## style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: $(VENV)/.tested-with
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

readme: $(VENV)/.tested-with  ## write the computed parts of the README
	$(BIN)/python -m eval.readme

samples: $(VENV)/.tested-with  ## rebuild the sample minutes from their sources
	$(BIN)/python -m eval.municipality.build

.PHONY: measure-reading
measure-reading: $(VENV)/.tested-with  ## how well the golden documents are read
	$(BIN)/python -m eval.reading.measure --json docs/reading.json

.PHONY: screenshots load
screenshots: $(VENV)/.tested-with browser  ## pictures of every state of the pages, in screenshots/
	$(BIN)/python -m tests.ui.screenshots screenshots

load: $(VENV)/.tested-with browser  ## fifty people at once for two minutes
	$(BIN)/python -m tests.ui.load --json docs/load.json

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Referatsvar needs Python 3.11 or later; set PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --progress-bar on $(TORCH)
	$(PIP) install --quiet --progress-bar on --editable .
	touch $@

$(VENV)/.tested-with: $(VENV)/.installed
	$(PIP) install --quiet --progress-bar on --editable ".[test,build]"
	touch $@

# 2,000 damaged files and some made to take all time or memory; ten minutes.
.PHONY: measure-robustness
measure-robustness: $(VENV)/.tested-with
	$(BIN)/python -m eval.reading.robustness

# Indexing against bare extraction, its memory, and 10,000 files of which one changed.
.PHONY: measure-speed
measure-speed: $(VENV)/.tested-with
	$(BIN)/python -m eval.reading.speed

# A browser from the system's packages; the tests drive a real one.
.PHONY: browser
browser:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || sh tests/install_browser.sh

# Tesseract with Danish from the system's packages; the tests read a scanned page.
.PHONY: tesseract
tesseract:
	@tesseract --list-langs 2>/dev/null | grep -qx dan || sh tests/install_tesseract.sh

clean:
	rm -rf $(VENV) build dist *.egg-info archive-demo
