# The project's commands. Everything is installed into .venv; nothing else on the machine is touched
# (but `make test` installs Debian's Chromium, nginx, Pango and LibreOffice when it runs as root and finds none; `make audit`, Firefox too).
EDITION ?= publique
PORT ?= 8000
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
export EDITION
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help serve site hors-ligne ecrans livret publication check fraicheur liens mesures lint test audit bench bench-search securite clean

help: ## Afficher cette aide
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo "  Options : EDITION=publique|interne  PORT=8000  SITE_URL=https://…"

serve: $(VENV)/build ## Installer, contrôler, construire et servir sur http://127.0.0.1:8000/ (PORT=, EDITION=)
	$(RUN) -m macros check
	@echo "Construction, puis http://127.0.0.1:$(PORT)/ (Ctrl-C pour arrêter)"
	$(RUN) -m mkdocs serve --dev-addr 127.0.0.1:$(PORT)

site: $(VENV)/build ## Construire le site dans site/ (EDITION=interne : dans site-interne/)
	$(RUN) -m macros site --edition $(EDITION)

hors-ligne: $(VENV)/build ## Construire l'édition qui s'ouvre sans serveur, dans site-hors-ligne/, et son archive guide-hors-ligne.zip
	$(RUN) -m macros hors-ligne

ecrans: $(VENV)/test ## Dessiner les boucles des écrans dans site-ecrans/ : PNG, PDF, paquets .htz et .zip
	$(RUN) tests/install.py chromium
	$(RUN) -m macros ecrans

livret: $(VENV)/test ## Écrire le guide et chaque segment en PDF, dans site-livret/ (quelques minutes ; EDITION=)
	$(RUN) tests/install.py pango
	$(RUN) -m macros livret --edition $(EDITION)

publication: $(VENV)/test ## Construire le site avec l'archive, les livrets, les données et les écrans à télécharger, et leurs empreintes (quelques minutes ; EDITION=)
	$(RUN) tests/install.py pango chromium
	$(RUN) -m macros publication --edition $(EDITION)

check: $(VENV)/build ## Contrôler les données seules (moins de trois secondes) ; BASE=origin/main : comparer aussi avec ce commit ; orthographe : make test, mots justes dans tests/mots.txt
	$(RUN) -m macros check $(if $(BASE),--base $(BASE)) $(if $(FORMAT),--format $(FORMAT))

fraicheur: $(VENV)/build ## Dire ce qui est à relire, à vérifier, à venir
	@$(RUN) -m macros fraicheur

liens: $(VENV)/build ## Regarder les liens vers l'extérieur, et l'écrire dans data/mesures/liens.yml (réseau nécessaire)
	$(RUN) -m macros liens

mesures: $(VENV)/test ## Mesurer le site (recherche, accessibilité, EcoIndex, liens, taille), et l'écrire dans data/mesures/qualite.yml
	$(RUN) tests/install.py chromium
	$(RUN) tests/mesurer.py

lint: $(VENV)/lint ## Relire le code : fautes, mise en forme, types (ruff, mypy)
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy

test: $(VENV)/test ## Installer ce que demandent les tests, et les lancer
	$(RUN) tests/install.py chromium nginx apache pango libreoffice
	$(RUN) -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

audit: $(VENV)/test tests/audit/node_modules/.package-lock.json ## Lancer les contrôles longs (une heure environ ; Node.js 20), avec un tableau à la fin
	$(RUN) tests/install.py chromium firefox nginx apache pango
	$(RUN) -m pytest tests/audit

bench: $(VENV)/test ## Mesurer la construction à 100, 1 000 et 10 000 clauses, à côté de Material nu, ce que coûtent les pages et les documents d’un dossier
	$(RUN) tests/install.py chromium
	$(RUN) tests/bench_build.py
	$(RUN) tests/bench_documents.py
	$(RUN) tests/bench_relire.py

bench-search: $(VENV)/test ## Mesurer la recherche à 1 000 et 10 000 clauses, à côté de celle de Material et de Pagefind (npm)
	$(RUN) tests/install.py chromium
	$(RUN) tests/bench_recherche.py
	$(RUN) tests/bench_croissance.py

securite: $(VENV)/securite ## Chercher les dépendances vulnérables et les secrets oubliés dans le dépôt (réseau nécessaire)
	$(RUN) -m pip_audit --disable-pip --require-hashes --requirement requirements.txt --requirement requirements-test.txt --requirement requirements-lint.txt --requirement requirements-securite.txt
	git ls-files -z -- $(WITHOUT_SECRETS) | xargs -0 $(VENV)/bin/detect-secrets-hook

clean: ## Enlever ce qui a été construit et installé
	rm -rf $(VENV) tests/audit/node_modules .construction site site-interne site-hors-ligne site-ecrans site-livret site-livret-interne guide-hors-ligne.zip guide-hors-ligne.zip.sha256

$(VENV)/build: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 ou plus récent est nécessaire")'
	test -x $(RUN) || $(PYTHON) -m venv $(VENV)
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/test: $(VENV)/build requirements-test.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.txt
	touch $@

# With what the tests install: mypy reads the types of all that the code imports.
$(VENV)/lint: $(VENV)/test requirements-lint.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-lint.txt
	touch $@

$(VENV)/securite: $(VENV)/build requirements-securite.txt
	$(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-securite.txt
	touch $@

# Fingerprints of packages, words of a dictionary, records broken on purpose, libraries and images of others.
WITHOUT_SECRETS := ':!requirements*.txt' ':!*package-lock.json' ':!tests/dictionnaire' ':!tests/fixtures' ':!docs/assets/vendor' ':!*.png'

tests/audit/node_modules/.package-lock.json: tests/audit/package-lock.json
	npm ci --silent --prefix tests/audit
	touch $@
