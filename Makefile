# Everything sets itself up: only Python >= 3.11 and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-office test-long test-disks coverage lint types floors check wheel bench clean

help:  ## Các việc làm được
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(READY): pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Cần Python từ 3.11; đang có: $$($(PYTHON) --version). Dùng: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Thiếu gói python3-venv (Debian: apt-get install python3-venv)."; exit 1; }
	@$(BIN)/pip install --quiet uv
	@UV_PROJECT_ENVIRONMENT=$(VENV) $(BIN)/uv sync --quiet --locked --inexact
	@touch $@

setup: $(READY)  ## Lập môi trường trong .venv

demo: $(READY)  ## Chạy toàn bộ công việc trên đảng bộ mẫu, vào thư mục hoso-demo
	$(BIN)/hoso demo --again hoso-demo

test: $(READY)  ## Kiểm thử, chỉ cần Python
	$(BIN)/pytest -n auto -m "not office and not long"

test-long: $(READY)  ## Kiểm thử dài: 10.000 điểm dừng, 300 lần kill -9 (vài phút)
	$(BIN)/pytest -n auto -m "long and not disks"

test-disks: $(READY)  ## Kiểm thử trên đĩa đầy, đĩa chỉ đọc thật (cần quyền root, mount)
	$(BIN)/pytest -m disks

coverage: $(READY)  ## Kiểm thử, đo phần mã được chạy qua (lâu hơn)
	$(BIN)/pytest -n auto -m "not office and not long" --cov --cov-report=term

test-office: $(READY)  ## Kiểm thử cần LibreOffice và poppler
	$(BIN)/pytest -m office

lint: $(READY)  ## ruff
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)  ## mypy
	$(BIN)/mypy

floors: $(READY)  ## import-linter
	$(BIN)/lint-imports

check: lint types floors test  ## Mọi cổng, trừ LibreOffice

wheel: $(READY)  ## Đóng gói, cài vào môi trường trống, chạy demo từ đó
	rm -rf dist build/wheel
	$(BIN)/uv build --quiet --wheel --out-dir dist
	$(PYTHON) -m venv build/wheel/env
	build/wheel/env/bin/pip install --quiet dist/hoso-*.whl
	cd build/wheel && env/bin/hoso demo demo

bench: $(READY)  ## Đo tốc độ và độ chính xác (vài phút)
	$(BIN)/python -m benchmarks.fill
	$(BIN)/python -m benchmarks.returned
	$(BIN)/python -m benchmarks.board
	$(BIN)/python -m benchmarks.check
	$(BIN)/python -m benchmarks.verify
	$(BIN)/python -m benchmarks.recurrence
	$(BIN)/python -m benchmarks.stats
	$(BIN)/python -m benchmarks.proofing
	$(BIN)/python -m benchmarks.search

clean:  ## Xóa những gì lập lại được
	rm -rf $(VENV) dist build hoso-demo .coverage .mypy_cache .pytest_cache .ruff_cache
