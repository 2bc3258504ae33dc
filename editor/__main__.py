"""Let ``python -m editor`` be the same program as ``muniment``."""

import sys

from editor.start import main

if __name__ == "__main__":
    sys.exit(main())
