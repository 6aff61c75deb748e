"""The hiring core: what screens and features agree on about an application, from visibility to decisions."""
