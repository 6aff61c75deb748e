"""The program that reads uploaded files, in a separate process with little memory, little time, and no privileges."""
