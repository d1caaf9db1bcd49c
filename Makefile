# make run and make test do everything on a fresh Debian 12 with Swift; `make help` lists the rest.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
LISTEN ?= localhost:8080
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SWIFT_FLAGS := --explicit-target-dependency-import-check error
BINARY ?= .build/release/wireroom
UNITS ?= /lib/systemd/system
STAGE := .build/install

.PHONY: help run test test-load test-faults bench fuzz format lint install deb test-package clean build release packages packages-test

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: packages ## Build, publish the sample articles and serve them
	swift build $(SWIFT_FLAGS) --product wireroom
	@mkdir -p .build/sample/articles && cp -pR Config/samples/. .build/sample/articles/
	@echo; echo "Wireroom serves the sample articles at http://$(LISTEN)/ - feed: http://$(LISTEN)/feed.atom"; \
	  echo "Drop a file into .build/sample/articles to see it published; Ctrl-C ends."; echo
	.build/debug/wireroom serve --input .build/sample/articles --output .build/sample/site \
	  --state .build/sample/state --base-url http://$(LISTEN)/ --listen $(LISTEN) --title "Wireroom samples"

test: packages packages-test ## Build and run all tests
	swift build $(SWIFT_FLAGS) --build-tests
	swift test --skip-build --skip 'AcceptanceTests|ServeTests'
# These wait on sockets and processes: in parallel they would hold every thread that the server under test needs.
	swift test --skip-build --no-parallel --filter 'AcceptanceTests|ServeTests' --skip 'Faults'

test-faults: packages packages-test ## Kill, fill, damage and confuse the program, and see that nothing is lost
	swift build $(SWIFT_FLAGS) --build-tests
# The two hundred kills take as long as all the rest: side by side, by the test bundle itself, for swift test runs one at a time.
	@tests="$$(swift build --show-bin-path)/wireroomPackageTests.xctest --testing-library swift-testing --no-parallel"; \
	  $$tests --filter 'AcceptanceTests.KillFaults' > .build/kill-faults.log 2>&1 & kills=$$!; \
	  $$tests --filter 'AcceptanceTests.*Faults' --skip KillFaults; others=$$?; \
	  wait $$kills; killed=$$?; cat .build/kill-faults.log; exit $$((others | killed))

build: ## Build the debug binary
	swift build $(SWIFT_FLAGS) --product wireroom

release: packages ## Build the release binary, with the Swift runtime inside
	swift build $(SWIFT_FLAGS) -c release --static-swift-stdlib --product wireroom

test-load: packages ## Hold 2,264 connections for a minute: the busy ones must not notice the others
	swift build $(SWIFT_FLAGS) -c release --product wireroom
	python3 Benchmarks/crowd.py .build/release/wireroom .build/bench

test-package: deb ## Install the package on a bare Debian, do what a newcomer and the documents do; as root
	Tests/Package/run wireroom_*.deb

bench: packages ## Measure beside Hugo, nginx, BM25, FTS5 and embeddings (SIZES="10000 100000": articles to build, in the archive)
	Benchmarks/run $(SIZES)

fuzz: packages ## Fuzz decoding and normalising for FUZZ_SECONDS (600) with AddressSanitizer
	swift build --package-path Benchmarks/fuzz -c release --product fuzz
	@mkdir -p .build/fuzz
	SWIFT_BACKTRACE=enable=no Benchmarks/fuzz/.build/release/fuzz -max_total_time=$(or $(FUZZ_SECONDS),600) \
	  -max_len=65536 -timeout=10 -rss_limit_mb=2048 -artifact_prefix=.build/fuzz/ -print_final_stats=1 \
	  .build/fuzz Tests/NormalizeTests/Readings

format: ## Format the sources in place
	swift format format -i -p -r --configuration .swift-format Sources Tests Package.swift

lint: ## Check formatting, imports and shell scripts
	swift format lint --strict -p -r --configuration .swift-format Sources Tests Package.swift
	.ci/check-imports

install: ## Install program, units, settings, man pages and completions (PREFIX, DESTDIR); builds what is missing
	@[ -x $(BINARY) ] || $(MAKE) release
	install -D -m 0755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/wireroom
	docs/man/manual.py $(BINARY) $(STAGE)
	for page in wireroom.1 wireroom.yaml.5 wireroom.7; do \
	  install -D -m 0644 $(STAGE)/$$page $(DESTDIR)$(PREFIX)/share/man/man$${page##*.}/$$page; done
	for shell in bash zsh fish; do $(BINARY) --generate-completion-script $$shell | sed '1{/^#!/d}' > $(STAGE)/completion.$$shell || exit 1; done
	install -D -m 0644 $(STAGE)/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/wireroom
	install -D -m 0644 $(STAGE)/completion.zsh $(DESTDIR)$(PREFIX)/share/zsh/vendor-completions/_wireroom
	install -D -m 0644 $(STAGE)/completion.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/wireroom.fish
	install -d $(DESTDIR)$(PREFIX)/share/wireroom/samples
	install -m 0644 Config/samples/* $(DESTDIR)$(PREFIX)/share/wireroom/samples
	install -m 0644 Config/welcome.md $(DESTDIR)$(PREFIX)/share/wireroom
	install -D -m 0644 systemd/sysusers.d/wireroom.conf $(DESTDIR)$(PREFIX)/lib/sysusers.d/wireroom.conf
	install -D -m 0644 systemd/tmpfiles.d/wireroom.conf $(DESTDIR)$(PREFIX)/lib/tmpfiles.d/wireroom.conf
	install -d $(DESTDIR)$(UNITS)
	for unit in $(notdir $(wildcard systemd/*.service systemd/*.socket systemd/*.timer systemd/*.path)); do \
	  sed 's|/usr/bin/wireroom|$(PREFIX)/bin/wireroom|' systemd/$$unit > $(DESTDIR)$(UNITS)/$$unit && chmod 0644 $(DESTDIR)$(UNITS)/$$unit || exit 1; done
	for file in systemd/push.conf $(filter-out Config/packages% Config/install-% Config/samples Config/web Config/welcome.md,$(wildcard Config/* Config/web/*)); do \
	  install -D -m 0644 $$file $(DESTDIR)$(PREFIX)/share/doc/wireroom/examples/$${file##*/} || exit 1; done
	[ -e $(DESTDIR)/etc/wireroom/wireroom.yaml ] || install -D -m 0644 Config/wireroom.yaml $(DESTDIR)/etc/wireroom/wireroom.yaml

ifeq ($(origin BINARY),file)
deb: release
endif
deb: ## Build the Debian package, ./wireroom_VERSION_ARCH.deb, of BINARY if it is given
	@Config/install-packages "$(ROOT)" Config/packages-deb
	rm -rf .build/deb wireroom_*.deb && mkdir -p .build/deb/wireroom
	cp -pR Makefile README.md CHANGELOG.md LICENSE Config docs systemd debian .build/deb/wireroom
	cd .build/deb/wireroom && BINARY=$(abspath $(BINARY)) dpkg-buildpackage -b -us -uc -ui
	cp .build/deb/wireroom_*.deb .
	@ls -l wireroom_*.deb

clean: ## Remove everything that was built
	rm -rf .build

packages: ## Install missing Debian packages for building
	@Config/install-packages "$(ROOT)" Config/packages

packages-test:
	@Config/install-packages "$(ROOT)" Config/packages-test
	@Config/install-test-store
