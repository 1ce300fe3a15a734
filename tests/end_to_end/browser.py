"""A browser without windows: follows links, fills forms in, keeps cookies.

Cookies that are for https only are kept all the same: between us and the program there would be a
proxy that takes the https off.
"""

import re
from html import unescape
from http.cookies import SimpleCookie

import httpx


class Browser:
    """One person's browser, at a program's address."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.cookies: dict[str, str] = {}
        self.page = ""

    def open(self, path: str) -> str:
        """Open a page and return it."""
        return self._went(self._ask("GET", path))

    def post(self, path: str, **fields: str) -> str:
        """Send the form of the page that is open, with its hidden fields, and return what comes back."""
        hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', self.page)
        return self._went(self._ask("POST", path, {name: unescape(value) for name, value in hidden} | fields))

    def _ask(self, method: str, path: str, data: dict[str, str] | None = None) -> httpx.Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        answer = httpx.request(
            method, self.url + path, data=data, headers=headers, trust_env=False, timeout=20.0
        )
        for line in answer.headers.get_list("set-cookie"):
            for name, kept in SimpleCookie(line).items():
                self.cookies[name] = kept.value
        return answer

    def _went(self, answer: httpx.Response) -> str:
        while answer.is_redirect:
            answer = self._ask("GET", answer.headers["location"].removeprefix(self.url))
        answer.raise_for_status()
        self.page = answer.text
        return self.page
