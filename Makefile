# Two commands: `make synth` and `make test`. Each sets up what it needs, in this folder and once.
PYTHON ?= python3
VENV := .venv
# checkov pins what it depends on, other versions than ours.
SCAN := .venv-scan
# cdktf's fork, without cdktf beside it.
CDKTN := .venv-cdktn
# The hub and the KubeSpawner that the blueprint ran.
BLUEPRINT := .venv-blueprint
BIN := $(VENV)/bin
SOURCES := main.py constructs/jupyter_on_gke imports tools tests examples
PYTEST := $(BIN)/python -m pytest

.DEFAULT_GOAL := help
ENVIRONMENT_COMMANDS := plan preview apply destroy output terraform
.PHONY: $(ENVIRONMENT_COMMANDS) help synth check demo wait doctor node test set-up tests fast watch matrix keep-states release mutants bench pictures lint format types update-lock refresh clean

help: ## Says what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

synth: node $(VENV)/runtime.done ## Writes cdktf.out/stacks/jupyter/cdk.tf.json
	@echo 'Writing the Terraform configuration: a few seconds.'
	@$(BIN)/python main.py
	@echo 'Written: cdktf.out/stacks/jupyter/cdk.tf.json, and what belongs to it beside it.'
	@echo 'Next, with your settings in my.auto.tfvars (cp tfvars/new-autopilot.tfvars my.auto.tfvars):'
	@echo '  terraform -chdir=cdktf.out/stacks/jupyter init'
	@echo '  terraform -chdir=cdktf.out/stacks/jupyter apply -var-file="$$PWD/my.auto.tfvars"'

demo: $(VENV)/demo.done node_modules/.done ## Runs the hub on this machine, no cloud needed; FILES=my.auto.tfvars, PORT=8000 (docs/demo.md)
	@PYTHONPATH=constructs exec $(BIN)/python -m jupyter_on_gke.command demo $(FILES) $(if $(PORT),--port $(PORT))

check: $(VENV)/runtime.done ## Says what is wrong in tfvars, without Terraform: make check FILE=my.auto.tfvars, or ENV=dev (docs/check.md)
	@PYTHONPATH=constructs $(BIN)/python -m jupyter_on_gke.command check $(CHECKED)

# FILE, or an environment's file, or the one that people copy to.
CHECKED = $(or $(FILE),$(FILES),$(if $(findstring command line,$(origin ENV)),environments/$(ENV).tfvars,my.auto.tfvars)) $(ARGS)

# Before anything is downloaded. main.py says the same.
node:
	@command -v node >/dev/null || { echo 'Node.js is not on the path: install Node.js 20 or newer (https://nodejs.org), in which cdktf runs.' >&2; exit 1; }

plan: ## Plans an environment: make plan ENV=dev (docs/environments.md)
preview: ## Says in plain words what a plan does, and what then costs money: make preview ENV=dev (docs/preview.md)
apply: ## Applies an environment: make apply ENV=dev
destroy: ## Destroys an environment: make destroy ENV=dev
output: ## Shows an environment's outputs: make output ENV=dev ARGS="-raw jupyterhub_uri"
terraform: ## Runs any command of Terraform in an environment: make terraform ENV=dev ARGS="state list"

wait: ## Watches an applied hub until its page answers, and says what is in the way (docs/wait-and-doctor.md)
doctor: ## Says why servers do not start, mounts fail, or people are not signed in: make doctor ARGS=ann@example.com

# With ENV=dev they look at an environment. They ask for its outputs, and change nothing.
OF_STACK = $(if $(findstring command line,$(origin ENV)),--dir environments/$(ENV).out/stacks/jupyter)
wait doctor: $(VENV)/runtime.done
	@PYTHONPATH=constructs $(BIN)/python -m jupyter_on_gke.command $@ $(OF_STACK) $(ARGS)

# From the command line alone: an ENV that a shell has exported is somebody else's, or forgotten.
$(ENVIRONMENT_COMMANDS): node $(VENV)/runtime.done
	@$(BIN)/python -m tools.environments $@ '$(if $(findstring command line,$(origin ENV)),$(ENV))' $(ARGS)

# Side by side: an installation waits for its registry, and the types are read by one process.
test: ## Runs all checks
	@$(MAKE) --no-print-directory set-up
	@$(MAKE) --no-print-directory --jobs=3 lint types tests

set-up:
	@$(MAKE) --no-print-directory --jobs=3 $(VENV)/dev.done $(SCAN)/scan.done $(CDKTN)/cdktn.done $(BLUEPRINT)/blueprint.done node_modules/.done

tests:
	$(PYTEST)

# Where Python is told to write nothing, each process would compile anew what it imports: of the tests, three seconds long.
WRITE = tests fast watch mutants $(addprefix $(VENV)/,dev.done demo.done) $(CDKTN)/cdktn.done $(BLUEPRINT)/blueprint.done
$(WRITE): export PYTHONDONTWRITEBYTECODE =

# A process for each core: nothing of these waits.
fast: $(VENV)/dev.done ## Runs the tests that need neither Terraform nor a cluster nor a synth of their own, in half a minute
	$(PYTEST) --numprocesses=$$(getconf _NPROCESSORS_ONLN) --ignore=tests/hub -m "not terraform and not cluster and not cli and not hub and not synth and not slow"

watch: $(VENV)/dev.done ## Runs the tests that a changed file concerns, after each change
	@$(BIN)/python -m tests.watch

mutants: $(VENV)/mutants.done ## Makes mistakes and says which a test notices; SAMPLE=20 for so many, KIND=orders for a kind, SEED=2 for others in the logic
	PYTHONPATH=constructs $(BIN)/python -m tests.mutants $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(KIND),--kind $(KIND)) $(if $(SEED),--seed $(SEED))

bench: $(VENV)/bench.done node_modules/.done ## Measures synth, Terraform and a sign-in; writes docs/performance.md
	PYTHONPATH=constructs $(BIN)/python -m tests.bench
	PYTHONPATH=constructs $(BIN)/python -m tests.hub.bench_login

matrix: ## Synthesizes and tests with every Python and Node.js that is here, and says which are not
	@$(PYTHON) -m tests.matrix

keep-states: $(VENV)/dev.done ## Keeps what this version leaves behind, from which later versions are planned (docs/releases.md)
	PYTHONPATH=constructs $(BIN)/python -m tests.keep_states

release: $(VENV)/runtime.done ## Tags the version in pyproject.toml, if all that belongs to a release is there (docs/releases.md)
	@$(BIN)/python -m tools.release

lint: $(VENV)/dev.done
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)

format: $(VENV)/dev.done ## Formats the code
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/ruff format $(SOURCES)

types: $(VENV)/dev.done
	$(BIN)/mypy

pictures: $(VENV)/dev.done node_modules/.done ## Draws docs/pictures anew, and the page of the demo (needs Chromium)
	$(PYTEST) --refresh -n0 tests/pictures
	UPDATE_SCREENSHOTS=1 $(PYTEST) --refresh -n0 tests/hub/test_demo_page.py

refresh: $(VENV)/dev.done ## Writes all expectations and generated pages anew; read the diff
	$(PYTEST) --refresh

# By name or by what every state holds; .terraform says which backend is used, and holds none.
STATES = find "$$out" -type f ! -path '*/.terraform/*' \( -name '*.tfstate*' -o -exec grep -qs '"lineage":' {} \; \) -print

clean: ## Removes what was set up and synthesized; states stay, and locks of providers
	rm -rf $(VENV) .matrix $(SCAN) $(CDKTN) $(BLUEPRINT) node_modules .pytest_cache .mypy_cache .ruff_cache
	@for lock in cdktf.out/stacks/*/.terraform.lock.hcl; do \
		kept="terraform.$$(basename "$$(dirname "$$lock")").lock.hcl"; \
		if [ ! -f "$$lock" ] || [ -f "$$kept" -a ! "$$lock" -nt "$$kept" ]; then continue; fi; cp -p "$$lock" "$$kept"; \
	done
	@out=cdktf.out; states="$$($(STATES) 2>/dev/null)"; \
	if [ -z "$$states" ]; then rm -rf cdktf.out; else \
		printf 'cdktf.out stays, as there are Terraform states in it (%s): run make synth, then in cdktf.out/stacks/jupyter terraform init -migrate-state, which copies those of workspaces to where the others are, and delete cdktf.out yourself.\n' "$$states"; \
	fi
	@for out in environments/*.out; do states="$$($(STATES) 2>/dev/null)"; \
		if [ -z "$$states" ]; then rm -rf "$$out"; else \
			printf '%s stays, as there is a Terraform state in it (%s) that its backend may lack: docs/environments.md says what to do with it.\n' "$$out" "$$states"; \
		fi; \
	done

# A download may fail once. --require-hashes: what is installed is what was locked. --no-compile: Python compiles what
# is imported; to compile all of the providers takes 40 s and 270 MB.
PIP_INSTALL = -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r
INSTALL = $(BIN)/python $(PIP_INSTALL)
# The demo is waited for: all but the providers, and of these what is used. Tests compile what they import.
COMPILE = -m compileall -q -j 0 -x '/cdkt[fn]_.*provider'

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed; set PYTHON=...")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.done: requirements/runtime.txt | $(VENV)/bin/python
	@echo 'Setting up $(VENV), once: 72 MB to download, 290 MB on disk. This takes a minute, or as long as the download.'
	@$(INSTALL) $< || $(INSTALL) $<
	@touch $@

$(VENV)/dev.done: requirements/dev.txt | $(VENV)/bin/python
	$(INSTALL) $< || $(INSTALL) $<
	@PYTHONPATH=constructs $(BIN)/python -c 'import jupyter_on_gke.stack'
	@touch $@ $(VENV)/runtime.done

$(VENV)/demo.done: requirements/demo.txt | $(VENV)/bin/python
	@echo 'Setting up the demo, once: JupyterHub, KubeSpawner and JupyterLab.'
	@$(INSTALL) $< || $(INSTALL) $<
	@$(BIN)/python $(COMPILE) $(VENV)/lib || true
	@PYTHONPATH=constructs $(BIN)/python -c 'import jupyter_on_gke.stack'
	@touch $@ $(VENV)/runtime.done

$(VENV)/bench.done: requirements/bench.txt $(VENV)/dev.done
	$(INSTALL) $< || $(INSTALL) $<
	@touch $@

$(VENV)/mutants.done: requirements/mutants.txt $(VENV)/dev.done
	$(INSTALL) $< || $(INSTALL) $<
	@touch $@

$(SCAN)/scan.done: requirements/scan.txt
	$(PYTHON) -m venv $(SCAN)
	$(SCAN)/bin/python $(PIP_INSTALL) $< || $(SCAN)/bin/python $(PIP_INSTALL) $<
	@touch $@

$(CDKTN)/cdktn.done: requirements/cdktn.txt
	$(PYTHON) -m venv $(CDKTN)
	$(CDKTN)/bin/python $(PIP_INSTALL) $< || $(CDKTN)/bin/python $(PIP_INSTALL) $<
	@PYTHONPATH=constructs $(CDKTN)/bin/python -c 'import jupyter_on_gke.stack'
	@touch $@

$(BLUEPRINT)/blueprint.done: requirements/blueprint.txt
	$(PYTHON) -m venv $(BLUEPRINT)
	$(BLUEPRINT)/bin/python $(PIP_INSTALL) $< || $(BLUEPRINT)/bin/python $(PIP_INSTALL) $<
	@$(BLUEPRINT)/bin/python -c 'import jupyterhub.app, kubespawner'
	@touch $@

node_modules/.done: package-lock.json
	npm ci --no-audit --no-fund --silent || npm ci --no-audit --no-fund
	@touch $@

LOCK = uv pip compile --quiet --universal --python-version 3.10 --generate-hashes --no-header --no-annotate

update-lock: ## Locks the newest versions that requirements/*.in allow (needs uv)
	$(LOCK) --upgrade requirements/runtime.in -o requirements/runtime.txt
	$(LOCK) --upgrade -c requirements/runtime.txt requirements/dev.in -o requirements/dev.txt
	$(LOCK) --upgrade -c requirements/dev.txt requirements/demo.in -o requirements/demo.txt
	$(LOCK) --upgrade -c requirements/dev.txt requirements/bench.in -o requirements/bench.txt
	$(LOCK) --upgrade -c requirements/dev.txt requirements/mutants.in -o requirements/mutants.txt
	$(LOCK) --upgrade requirements/scan.in -o requirements/scan.txt
	$(LOCK) --upgrade requirements/cdktn.in -o requirements/cdktn.txt
	$(LOCK) --upgrade requirements/blueprint.in -o requirements/blueprint.txt
