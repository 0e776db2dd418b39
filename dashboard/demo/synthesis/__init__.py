"""Made-up rows around the published figures; every one of them is flagged in the data."""
