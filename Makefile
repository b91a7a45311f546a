# Saldo from a fresh clone: `make run` to try it, `make test` before a commit. `make help` lists the rest.
#
# Every target puts in place what it needs (server/scripts/setup.sh says what) and is quick when all is there.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

export PATH := $(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
export CARGO_TARGET_DIR := $(CURDIR)/target

setup := server/scripts/setup.sh
wasm_features := --no-default-features --target wasm32-unknown-unknown --features hydrate
wasm := target/wasm32-unknown-unknown/wasm-release
# `cargo test` builds the program for the integration tests, with features that the tests' own crates ask for; building
# it once more without them would take a minute for nothing.
built_by_unit := @test -x target/debug/saldo
heading = @printf '\n== %s\n' "$(1)"

.PHONY: help
help: ## What can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- Trying it

.PHONY: run
run: site ## Build and start everything with a demo database, and print where it is (ARGS=... are passed on)
	@exec cargo run --locked -p server --bin saldo -- demo $(ARGS)

.PHONY: site
site: setup-rust ## The files that browsers load, into target/site
	@cargo build --locked --manifest-path server/wasm-bindgen/Cargo.toml --target-dir target/tools
	@cargo build --locked -p app --lib $(wasm_features),paying --profile wasm-release && cp $(wasm)/app.wasm $(wasm)/saldo.wasm
	@cargo build --locked -p app --lib $(wasm_features),planning --profile wasm-release && cp $(wasm)/app.wasm $(wasm)/plan.wasm
	@target/tools/debug/site --wasm $(wasm)/saldo.wasm --wasm $(wasm)/plan.wasm --style style --public public --out target/site

# ---- Tests

.PHONY: test
test: setup fmt lint doc unit e2e ## Everything that must hold before a commit
	$(call heading,All of it passed)

.PHONY: fmt
fmt: setup-rust ## Is everything formatted? (cargo fmt mends it)
	$(call heading,Format)
	cargo fmt --all --check
	cargo fmt --manifest-path server/wasm-bindgen/Cargo.toml --check -- --config-path rustfmt.toml

.PHONY: lint
lint: setup-rust ## Clippy, for the server and for WebAssembly
	$(call heading,Lints: server)
	cargo clippy --locked --workspace --all-targets -- -D warnings
	$(call heading,Lints: WebAssembly)
	cargo clippy --locked -p app --lib $(wasm_features),paying,planning,vectors -- -D warnings
	$(call heading,Lints: tools)
	cargo clippy --locked --manifest-path server/wasm-bindgen/Cargo.toml --target-dir target/tools --all-targets -- -D warnings

.PHONY: doc
doc: setup-rust ## The code's own documentation, its links checked, into target/doc
	$(call heading,Documentation)
	RUSTDOCFLAGS="-D warnings -A rustdoc::private-intra-doc-links" cargo doc -q --locked --workspace --no-deps --document-private-items

.PHONY: unit
unit: setup-rust setup-postgres setup-node ## Unit, property and integration tests, on SQLite and on PostgreSQL
	$(call heading,What a browser computes)
	@cargo build --locked -p app --lib $(wasm_features),paying,planning,vectors --profile wasm-release && cp $(wasm)/app.wasm $(wasm)/vectors.wasm
	$(call heading,Tests on SQLite and on PostgreSQL)
	SALDO_BROWSER_MODULE=$(CURDIR)/$(wasm)/vectors.wasm server/scripts/with-postgres.sh cargo test --locked --workspace --no-fail-fast
	$(call heading,Tests of the tools)
	cargo test --locked --manifest-path server/wasm-bindgen/Cargo.toml --target-dir target/tools

.PHONY: e2e
e2e: site setup-browser ## Browser tests on desktop, on mobile, and without JavaScript
	$(call heading,Browser tests)
	$(if $(filter test,$(MAKECMDGOALS)),$(built_by_unit),cargo build --locked -p server --bin saldo)
	cd end2end && npm test --silent

.PHONY: bench
bench: site setup-bench ## Figures, measured in one run, with the limits that they must hold
	cargo bench --locked -p server $(if $(ARGS),-- $(ARGS))

.PHONY: structure
structure: setup-rust ## Figures of the code's structure: circles, climbs, files a change (ARGS="--root DIR --verbose")
	@cargo run -q --locked -p structure -- $(ARGS)

# ---- Setting up

.PHONY: setup setup-rust setup-postgres setup-node setup-browser setup-bench
setup: ## What building and testing need, installed where it is missing
	@$(setup) rust postgres browser
setup-rust setup-postgres setup-node setup-browser setup-bench: setup-%:
	@$(setup) $*
