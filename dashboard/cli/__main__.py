"""`python -m dashboard.cli`: the command line without its script."""

import sys

from dashboard.cli.main import main

sys.exit(main())
