"""The board of a posting by stage, and the comparison of finalists."""
