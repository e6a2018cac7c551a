# Everything happens in .venv, which is made here; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo torture test check bench page-check pictures libreoffice figures clean

demo: $(VENV)/.installed  ## install, then do the main job on the example, offline
	$(BIN)/outreach demo demo

test: $(VENV)/.tested  ## install the test extra and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

bench: $(VENV)/.tested  ## measure: start-up, resolving and status
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/resolve.py
	$(BIN)/python benchmarks/records.py
	$(BIN)/python benchmarks/letters.py --without-peers
	$(BIN)/python benchmarks/status.py --max-ratio 2
	$(BIN)/python benchmarks/report.py

pictures: $(VENV)/.tested  ## make all pictures of the docs anew; needs LibreOffice, Chromium and pdftoppm
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python docs/pictures/letters.py
	$(BIN)/python docs/pictures/screens.py

libreoffice: $(VENV)/.tested  ## round trips of sheets and records through LibreOffice, where it is installed
	$(BIN)/python -m pytest -rs tests/test_libreoffice.py

figures: $(VENV)/.tested  ## every figure of tables, page and workbook against plain loops, on fifty random years
	OUTREACH_RUNS=50 $(BIN)/python -m pytest -n 2 -rs tests/test_figures.py

page-check: $(VENV)/.tested  ## look at the manager's page in Chromium, with axe-core from npm where that can be had
	@command -v npm >/dev/null || echo "npm is not installed: the page is looked at without axe-core"
	@! command -v npm >/dev/null || npm install --silent --no-save --prefix .axe axe-core@4 \
		|| echo "axe-core could not be fetched: the page is looked at without it, or with the one in .axe"
	$(BIN)/python -m pytest tests/test_report_browser.py tests/test_report_axe.py -rs
	$(BIN)/python benchmarks/report.py --max-seconds 2

torture: $(VENV)/.tested  ## what records and letters promise, measured: a line for each goal
	$(BIN)/python -W ignore -m tests.torture

clean:
	rm -rf $(VENV) build dist *.egg-info

$(VENV)/.made:
	$(PYTHON) -c 'import sys; sys.exit("outreach needs Python 3.11 or newer, this is " + sys.version.split()[0] + "; name another with PYTHON=") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml setup.cfg
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m compileall -q $(VENV)/lib
	touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --editable '.[test,pdf,docx]'
	$(BIN)/python -m compileall -q $(VENV)/lib
	touch $@
