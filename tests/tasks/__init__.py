"""Tests of the durable queue and its worker."""
