"""The analyst's page: ways to ask (each a tab), and one way to look at what was answered."""
