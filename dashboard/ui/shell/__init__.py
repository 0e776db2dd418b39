"""What every page shares: language, address, filters, masthead, screens, style."""
