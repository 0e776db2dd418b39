"""Where data come in and are looked after: the Data page."""
