"""Tests of searching: tokens, the language, every engine, and the public listing."""
