"""The sources that intake can read beside its own templates: one module each, named only here."""

from types import ModuleType

from dashboard.intake.adapters import city_counts, nyc311, risk_areas, shanghai, shanghai_districts, shanghai_places

ADAPTERS: dict[str, ModuleType] = {
    module.NAME: module for module in (risk_areas, shanghai, shanghai_districts, shanghai_places, city_counts, nyc311)
}
"""Adapter by the name that `--source` takes; each has NAME and read(paths, context); its title is the message `source.<name>`."""
