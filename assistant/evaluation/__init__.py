"""How well questions are answered from the reports: the figures of `wijzer eval` and of the benchmarks."""
