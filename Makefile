# SPDX-License-Identifier: GPL-3.0-or-later
# The commands of the README. Each can be repeated; a second run without changes takes seconds.
.PHONY: help demo check fresh build check-build static format lint bench fuzz tsan clean
.DEFAULT_GOAL := help
SHELL := /bin/bash

help:
	@echo "make demo     install, build, run the main job on corpus-samples/"
	@echo "make check    install, build with sanitizers, run all fast tests and static checks"
	@echo "make fresh    prove both in a bare Debian 12 (debootstrap; needs root)"
	@echo "make bench    measure speed beside mu      make fuzz     60 s a fuzz target"
	@echo "make tsan     tests of what is concurrent  make format   format the sources"

demo: build
	@echo "== running the demo"
	@scripts/demo.sh build/release/cli/refrain build/demo

build:
	@scripts/install-packages.sh build
	@echo "== building a release (first time: some minutes)"
	@scripts/build.sh release

check: check-build static
	@echo "== tests"
	@ctest --test-dir build/check --output-on-failure -j "$$(nproc)"

check-build:
	@scripts/install-packages.sh check
	@echo "== building with ASan and UBSan (first time: some minutes)"
	@scripts/build.sh check

static:
	@echo "== format"
	@scripts/format.sh --check
	@echo "== lint (first time: some minutes)"
	@scripts/lint.sh build/check

format:
	@scripts/format.sh

lint: static

tsan:
	@scripts/install-packages.sh check
	@scripts/build.sh tsan
	@ctest --test-dir build/tsan --output-on-failure -L tsan

bench:
	@scripts/install-packages.sh bench
	@scripts/build.sh release
	@bench/run.sh

fuzz:
	@scripts/install-packages.sh check
	@scripts/build.sh fuzz
	@fuzz/run.sh 60

fresh:
	@scripts/fresh.sh

clean:
	rm -rf build
