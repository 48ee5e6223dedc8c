"""Ratios of one run: ``python -m tests.benchmarks [--full] [--only P1,P3]``."""
