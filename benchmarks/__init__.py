"""Measurements of the whole: what each script compares, and what it found, stands in benchmarks/README.md."""
