"""Pages read by an engine of OCR from the window: what is asked first, the work in the background, how far it is."""
