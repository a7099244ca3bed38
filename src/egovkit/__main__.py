"""``python -m egovkit`` is the command ``egovkit``."""

import sys

from egovkit.cli import main

sys.exit(main())
