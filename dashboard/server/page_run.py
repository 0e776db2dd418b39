"""The script that Streamlit runs for every look at a page: one page run of the board, as soon as the semaphore admits it."""

from dashboard.app import main
from dashboard.server.admission import admitted

if __name__ == "__main__":
    with admitted():
        main()
