"""`python -m caselint`."""

from caselint.cli import main

if __name__ == "__main__":
    main(prog_name="caselint")
