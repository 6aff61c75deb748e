"""What somebody should know, or must mend, before a posting is published."""
