"""The program that reads uploaded files: a process of its own with little memory, little time and no say."""
