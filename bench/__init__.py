"""Measurements that people run: `make score` (how right) and `make bench` (how fast)."""
