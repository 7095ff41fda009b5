"""What verbs and nouns of money ask for: who gives, who receives, how much. One module a family of verbs."""
