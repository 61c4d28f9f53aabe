"""Measures, run by `./observatoire bench [names]`: medians and ratios, never asserted in tests."""
