"""What is worth a look on the page, and the tray of annotations that lost their words."""
