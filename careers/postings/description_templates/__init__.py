"""Words to begin a posting with: those of the site, and HR's own."""
