"""`python -m jupyter_on_gke.command`, where the command is not on the path."""

from jupyter_on_gke.command.app import main

if __name__ == "__main__":
    main()
