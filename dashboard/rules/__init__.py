"""Rule sets of the protocols as data, and the pure engine that reads them."""
