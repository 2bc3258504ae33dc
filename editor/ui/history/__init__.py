"""Going back: walks through the journal off the GUI thread, and the commands that bring back what was."""
