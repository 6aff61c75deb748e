"""The hiring core: who may see an application, stages, decisions and their reasons, events, and blind review."""
