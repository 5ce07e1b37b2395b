"""Benchmarks of Cyrus against Cython, C, Rust, numba and CPython; `bench/run.py` is the entry."""
