"""Lists and counts that code makes over every item and meeting held, and of whom they tell."""
