# Everything happens in .venv, which is made here; nothing else on the machine is touched.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo torture test check bench page-check pictures libreoffice clean

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
	$(BIN)/python benchmarks/status.py --max-ratio 2
	$(BIN)/python benchmarks/report.py

pictures:  ## make the pictures of docs/volunteers.md anew; needs LibreOffice and pdftoppm
	$(BIN)/python docs/pictures/make.py

libreoffice: $(VENV)/.tested  ## round trips of sheets and records through LibreOffice, where it is installed
	$(BIN)/python -m pytest -rs tests/test_libreoffice.py

page-check: $(VENV)/.tested  ## look at the manager's page in Chromium
	$(BIN)/python -m pytest tests/test_report_browser.py -rs
	$(BIN)/python benchmarks/report.py --max-seconds 2

torture: $(VENV)/.tested  ## what records and letters promise, measured: a line for each goal
	$(BIN)/python -W ignore -m tests.torture
	OUTREACH_RUNS=10000 $(BIN)/python -m pytest tests/test_followups_machine.py

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
