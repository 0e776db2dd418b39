"""A window of the browser that tests use one after the other: one that has drawn a page draws the next in little more than half the time."""

from playwright.sync_api import Browser, Page

from tests.pictures import SIZES, settle, watch


class Windows:
    """One window, kept for as long as the next page is of the same board, size and theme. Whoever needs a new one asks the browser."""

    def __init__(self, chromium: Browser) -> None:
        self.chromium = chromium
        self._kind: tuple[str, str, str] | None = None
        self._page: Page | None = None
        self._complaints: list[str] = []

    def opened(self, url: str, size: str = "desk", theme: str = "light") -> tuple[Page, list[str]]:
        """A page, drawn, and the complaints that it made on the way. On a tablet fingers touch."""
        kind = ("/".join(url.split("/")[:3]), size, theme)
        if kind != self._kind or self._page.is_closed():
            self.close()
            self._page = self.chromium.new_page(viewport=viewport(size), color_scheme=theme, has_touch=size != "desk")
            self._complaints = watch(self._page, url)
            self._kind = kind
        self._page.set_viewport_size(viewport(size))  # a test may have turned it
        self._page.goto(url, wait_until="commit")
        self._complaints.clear()  # what the page before said at its end
        settle(self._page)
        return self._page, self._complaints

    def close(self) -> None:
        if self._page:
            self._page.close()
        self._page = self._kind = None


def viewport(size: str) -> dict[str, int]:
    """A size by name, as the browser takes it."""
    return dict(zip(("width", "height"), SIZES[size], strict=True))
