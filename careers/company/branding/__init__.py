"""The company's logo and colors."""
