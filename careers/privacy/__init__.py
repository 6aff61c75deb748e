"""Personal data: retention, erasure, and data export."""
