"""axe-core, bundled with the tests: what it calls serious or critical on what the board draws."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], "resultTypes": ["violations"]}
FRAMEWORK: dict[tuple[str, str], str] = {}
"""(rule, part of the selector) of what Streamlit itself renders and the board cannot reach, with the thread upstream."""


def serious(page: Page) -> list[str]:
    """What axe calls serious or critical outside the list of exceptions: "rule: selector: why"."""
    answer = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['target']}: {node['failureSummary'][:300]}: {node['html'][:160]}"
        for rule in answer if rule["impact"] in ("serious", "critical") for node in rule["nodes"]
        if not any(rule["id"] == name and part in str(node["target"]) + node["html"] for name, part in FRAMEWORK)
    ]
