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
manifests := Makefile Cargo.toml Cargo.lock rust-toolchain.toml $(wildcard app/Cargo.toml app/*/Cargo.toml)
# What is packaged; `make package PROFILE=dev` is quicker to build, and slower to run.
PROFILE := release
program := target/$(if $(filter dev,$(PROFILE)),debug,$(PROFILE))/saldo
# `cargo test` builds the program for the integration tests, with features that the tests' own crates ask for; building
# it once more without them would take a minute for nothing.
built_by_unit := @test -x target/debug/saldo
heading = @printf '\n== %s\n' "$(1)"

.PHONY: help
help: ## What can be made
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# ---- Trying it

.PHONY: run
run: site ## Build and start everything with a demo database, and print where it is (ARGS=... are passed on)
	@exec cargo run --locked -p server --bin saldo -- demo $(ARGS)

.PHONY: site
site: setup-rust $(wasm)/saldo.wasm $(wasm)/plan.wasm ## The files that browsers load, into target/site
	@cargo build --locked --manifest-path server/wasm-bindgen/Cargo.toml --target-dir target/tools
	@target/tools/debug/site --wasm $(wasm)/saldo.wasm --wasm $(wasm)/plan.wasm --style style --public public --out target/site

# Every module of WebAssembly comes out of cargo as app.wasm, so cargo compiles again whenever another one was built last,
# changed or not. Its list of what it read, app.d, is therefore kept beside each module, where Make reads it. The second of
# the two lines written names each file as a target that needs nothing: one that is deleted then asks for a new build
# instead of stopping Make.
$(wasm)/saldo.wasm: islands := paying
$(wasm)/plan.wasm: islands := planning
$(wasm)/vectors.wasm: islands := paying,planning,vectors
modules := $(wasm)/saldo.wasm $(wasm)/plan.wasm $(wasm)/vectors.wasm
$(modules): $(manifests)
	@cargo build --locked -p app --lib $(wasm_features),$(islands) --profile wasm-release
	@sed -n 's|^[^ ]*app\.wasm: \(.*\)|$@: \1\n\1:|p' $(wasm)/app.d >$(@:.wasm=.d)
	@cp $(wasm)/app.wasm $@
-include $(modules:.wasm=.d)

# ---- For real use

.PHONY: package
package: site setup-package ## A Debian package, into target/package (PROFILE=dev for a quick one to try)
	@cargo build --locked --profile $(PROFILE) -p server --bin saldo
	@server/package/build.sh $(program) target/site target/package

.PHONY: test-package
test-package: package setup-debootstrap ## Installs the package in a clean root and pays through it; as root
	@server/scripts/test-package.sh "$$(ls -t target/package/saldo_*.deb | head -n 1)"

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
unit: setup-rust setup-postgres setup-node $(wasm)/vectors.wasm ## Unit, property and integration tests, on SQLite and on PostgreSQL
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
bench: site setup-bench setup-postgres ## Figures, measured in one run, with the limits that they must hold
	server/scripts/with-postgres.sh cargo bench --locked -p server $(if $(ARGS),-- $(ARGS))

.PHONY: structure
structure: setup-rust ## Figures of the code's structure: circles, climbs, files a change (ARGS="--root DIR --verbose")
	@cargo run -q --locked -p structure -- $(ARGS)

# ---- Setting up

.PHONY: setup setup-rust setup-postgres setup-node setup-browser setup-bench setup-package setup-debootstrap
setup: ## What building and testing need, installed where it is missing
	@$(setup) rust postgres browser
setup-rust setup-postgres setup-node setup-browser setup-bench setup-package setup-debootstrap: setup-%:
	@$(setup) $*
