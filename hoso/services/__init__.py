"""Recipes: one file an act. Values in, frozen results out; nothing here prints, prompts or asks the clock."""
