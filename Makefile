# One command per job; `make help` lists them. Needs only Python 3.11 or newer, make and a package registry.

PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13 python3.14 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
UV ?= uv
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SEED ?= 1
EPOCH := 1767225600
AUDITOR := pip-audit>=2.9,<3
TIME ?= 150
EXAMPLES ?= 1000
BENCH ?= bestuur partnerschap --limits 60

.DEFAULT_GOAL := help
.PHONY: help demo jaar web vendor pictures test coverage faults campaign mutate golden lint house bench cluster speed questions lock wheel windows \
	sbom audit clean

help:
	@echo "make demo    sample of a partnership (about 600 students) -> rosters in the folder demo/"
	@echo "make web     the window, on your own computer; opens in the browser"
	@echo "make test    all tests, on two cores"
	@echo "make coverage  lines that the tests run, and docstrings that are full; a while longer than make test"
	@echo "make faults  planted faults of every size: conflicts and proposals re-solved, some minutes"
	@echo "make campaign  semesters beside brute force (EXAMPLES=1000 each), hostile files, kills, faults, long runs; hours"
	@echo "               PARTS='files kills' for only those of files, fuzz, kills, faults, two, soak, size"
	@echo "make mutate  small mistakes in rules, checks, reader and separation: do the tests see them? some hours"
	@echo "make golden  every answer beside the one that was kept, with --reproduceerbaar; GOLDEN='klein' for one size"
	@echo "make lint    ruff, format, mypy --strict and the layers"
	@echo "make house   figures of the layout: folders, imports, names, sizes, constants, docstrings"
	@echo "make bench   other methods beside this one, at most half an hour; BENCH='stress --limits 300' for others"
	@echo "make questions  the commands that answer questions beside solving everything anew, a quarter of an hour"
	@echo "make speed   how fast the window is at 600 students, in Chromium; SPEED='--size bestuur'"
	@echo "make cluster  what a cluster brings: every drop-out with one worker and with two; CLUSTER='--size partnerschap'"
	@echo "make wheel   a wheel in dist/ of which the bytes depend on the sources alone, with its SHA-256"
	@echo "make windows a zip for Windows that starts by a double click, and its twin for Linux, tried offline; some minutes"
	@echo "make sbom    the bill of materials of the lock, CycloneDX -> dist/sbom.cdx.json"
	@echo "make audit   every locked version among known vulnerabilities; asks a service on the internet"
	@echo "make jaar    a whole year with a sample: asking, answers, rosters, an event, the next semester; YEAR='--size bestuur'"
	@echo "make vendor  renew the browser files of the window (needs npm)"
	@echo "make pictures  the pictures of the window in the manual (needs Chromium)"
	@echo "make lock    renew requirements.lock (needs uv)"
	@echo "make clean   remove what was made here: demo, caches and the environment"

# The environment is made once, and again when the lock or the packaging changes.
$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed; say where: make PYTHON=/path/to/python3"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

# Exit code 1 of `rooster` means: done, but someone is on a list of not placed or not scheduled.
demo: $(READY)
	rm -rf demo
	mkdir demo
	$(BIN)/plaatswijzer voorbeeld demo/semester.xlsx --omvang partnerschap --zaad $(SEED)
	$(BIN)/plaatswijzer rooster demo/semester.xlsx -o demo/rooster --tijd $(TIME) --zaad $(SEED) || test $$? -eq 1
	@echo
	@echo "The workbook that went in:  demo/semester.xlsx"
	@echo "The rosters that came out:  demo/rooster/plaatsing.xlsx  demo/rooster/wpa.xlsx"
	@echo "A page to look at:          demo/rooster/rapport.html"
	@echo "One file for each board:    demo/rooster/besturen/"

# A newcomer's first look: the window with its first screen, where a sample is one click.
web: $(READY)
	$(BIN)/plaatswijzer web $(WEB)

# Needs npm; versions are in scheduler/web/static/vendor/vendor.json
vendor: $(READY)
	$(BIN)/python -m benchmarks.vendor

# Look at them before they are kept.
pictures: $(READY)
	$(BIN)/python -m benchmarks.pictures

# Compiled first: hundreds of tests start processes, and where the environment forbids writing compiled modules, each of
# them would compile all of them again.
test: $(READY)
	$(BIN)/python -m compileall -q scheduler models instances reports
	$(BIN)/python -m pytest -n 2 --dist worksteal

coverage: $(READY)
	$(BIN)/python -m pytest -q -n 2 --cov
	$(BIN)/python -m benchmarks.house --docstrings

faults: $(READY)
	FAULTS=all $(BIN)/python -m pytest -q -n 2 tests/faults
	FAULTS=all $(BIN)/python -m pytest -q -n 2 -m thorough

# The same properties as in `make test`, which tries a few of the same examples each time; other examples for each SEED.
campaign: $(READY)
	test -n "$(PARTS)" || CAMPAIGN=$(EXAMPLES) $(BIN)/python -m pytest -q -n 0 --hypothesis-seed=$(SEED) tests/campaign
	$(BIN)/python -m benchmarks.campaign $(PARTS) --seed $(SEED)

# Not in CI. What was killed is kept in .mutation/, so a run that was cut off goes on; MUTATE='scheduler/checks' for a part.
mutate: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e ".[mutate]"
	$(BIN)/python -m benchmarks.mutation $(MUTATE)

# After a change of the code's form alone nothing may differ; a change of an answer is explained in a decision, then
# GOLDEN='--renew'.
golden: $(READY)
	$(BIN)/python -m benchmarks.golden $(GOLDEN)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

house: $(READY)
	$(BIN)/python -m benchmarks.house $(HOUSE)

# The sample of a partnership through asking, answers, rosters, an event and the next semester, in the folder jaar/.
jaar: $(READY)
	$(BIN)/python -m benchmarks.year $(YEAR)

# Timefold (Java 17) is one of the methods; where it cannot be installed, its rows say so.
bench: $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation -e ".[bench,timefold]" \
		|| echo "Without Timefold: it could not be installed."
	$(BIN)/python -m benchmarks $(BENCH)

# The window on the sample of a partnership, every step from the click until it is on the screen.
speed: $(READY)
	$(BIN)/python -m benchmarks.window $(SPEED)

# A real Dask scheduler with one worker and with two, each a process of its own; more are worked out.
cluster: $(READY)
	$(BIN)/python -m benchmarks.cluster $(CLUSTER)

questions: $(READY)
	$(BIN)/python -m benchmarks.questions $(QUESTIONS)
	$(BIN)/python -m benchmarks.questions.together

lock:
	$(UV) pip compile --universal --python-version 3.11 --no-emit-index-url --generate-hashes --no-header \
		--extra dev pyproject.toml -o requirements.lock

# The moment in the archive is a given one, so that the same sources give the same bytes anywhere.
wheel: $(READY)
	SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m hatchling build -t wheel -d dist
	@$(BIN)/python -c "import hashlib, pathlib; [print(hashlib.sha256(p.read_bytes()).hexdigest(), p) for p in pathlib.Path('dist').glob('*.whl')]"

# The package for Windows, and the one for Linux in which its start script has a twin: that one is tried without a network.
windows: $(READY)
	SOURCE_DATE_EPOCH=$(EPOCH) $(BIN)/python -m benchmarks.offline windows linux
	OFFLINE=all $(BIN)/python -m pytest -q -n 0 tests/benchmarks/test_offline.py

sbom: $(READY)
	$(BIN)/python -m benchmarks.supply_chain.sbom dist/sbom.cdx.json

# In an environment of its own: it brings packages that the product must not have. Exit code 2: not looked up.
audit: $(READY)
	test -x .audit/bin/python || $(PYTHON) -m venv .audit
	.audit/bin/python -m pip install --quiet --disable-pip-version-check "$(AUDITOR)" \
		|| { echo "NOT LOOKED UP: pip-audit could not be installed."; exit 2; }
	$(BIN)/python -m benchmarks.supply_chain.audit .audit/bin/python

clean:
	rm -rf demo dist .audit $(VENV) .mutation .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
