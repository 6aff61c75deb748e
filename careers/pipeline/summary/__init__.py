"""An application in a few words."""
