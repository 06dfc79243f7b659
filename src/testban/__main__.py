"""``python -m testban`` is the same as ``testban``."""

from testban.cli import main

if __name__ == "__main__":
    main()
