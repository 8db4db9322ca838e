"""`python -m vigil` is `vigil`."""

from vigil.cli.main import main

main()
