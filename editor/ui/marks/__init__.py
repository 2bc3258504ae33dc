"""The furniture of the text: marks, stamps and numbers, reviewed in one list before they become regions."""
