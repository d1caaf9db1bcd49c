# make run and make test do everything on a fresh Debian 12 with Swift; `make help` lists the rest.
SHELL := /bin/bash
PREFIX ?= /usr/local
DESTDIR ?=
LISTEN ?= localhost:8080
ROOT := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
SWIFT_FLAGS := --explicit-target-dependency-import-check error
BINARY := .build/release/wireroom

.PHONY: help run test bench fuzz format lint install clean build release packages packages-test

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
	swift test --skip-build --no-parallel --filter 'AcceptanceTests|ServeTests'

build: ## Build the debug binary
	swift build $(SWIFT_FLAGS) --product wireroom

release: packages ## Build the release binary, with the Swift runtime inside
	swift build $(SWIFT_FLAGS) -c release --static-swift-stdlib --product wireroom

bench: packages ## Measure beside Hugo and nginx
	Benchmarks/run

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

install: release ## Install binary, unit and settings (PREFIX, DESTDIR)
	install -D -m 0755 $(BINARY) $(DESTDIR)$(PREFIX)/bin/wireroom
	install -D -m 0644 Config/wireroom.yaml $(DESTDIR)/etc/wireroom/wireroom.yaml.example
	install -d $(DESTDIR)/lib/systemd/system
	sed 's|/usr/bin/wireroom|$(PREFIX)/bin/wireroom|' systemd/wireroom.service > $(DESTDIR)/lib/systemd/system/wireroom.service
	@chmod 0644 $(DESTDIR)/lib/systemd/system/wireroom.service

clean: ## Remove everything that was built
	rm -rf .build

packages: ## Install missing Debian packages for building
	@Config/install-packages "$(ROOT)" Config/packages

packages-test:
	@Config/install-packages "$(ROOT)" Config/packages-test
