"""The policy for who may see which applications."""
