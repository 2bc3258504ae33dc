"""Characters that no key has: a palette of them, and sequences of keys that write them."""
