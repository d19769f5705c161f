"""axe-core in a real browser finds nothing that an audit misses, where both can judge."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import axe_playwright_python
import pytest

from axe_cases import ANSWERED_BY, LEFT_TO_A_BROWSER, wrong_emails
from ebulletin.audit.load import load_email, read_email
from ebulletin.audit.model import Email
from ebulletin.audit.run import audit
from ebulletin.audit.support.clients import usual_mix

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
RUN = (
    "axe.run(document, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', "
    "'wcag21aa', 'wcag22aa', 'best-practice']})"
)


@pytest.fixture(scope="module")
def window(chromium: "Browser") -> Iterator["Page"]:
    """A window with axe-core in every page that it shows, and no network."""
    context = chromium.new_context(viewport={"width": 640, "height": 900}, offline=True)
    context.add_init_script(path=AXE)
    page = context.new_page()
    page.goto("about:blank")
    yield page
    context.close()


def violations(window: "Page", html: str) -> set[str]:
    # An e-mail that reloads by itself would take the page away under the measurement.
    still = html.replace('content="5"', 'content="600"')
    window.set_content(still, wait_until="domcontentloaded")
    return {each["id"] for each in window.evaluate(RUN)["violations"]}


def missed(found: set[str], email: Email) -> set[str]:
    codes = {fault.code for fault in audit(email, usual_mix()).faults}
    return {rule for rule in found - set(LEFT_TO_A_BROWSER) if ANSWERED_BY.get(rule) not in codes}


def test_each_rule_of_axe_has_an_e_mail_that_both_find_wrong(window: "Page") -> None:
    seen: Mapping[str, str] = wrong_emails()

    for rule, html in seen.items():
        found = violations(window, html)

        assert rule in found, f"axe does not find {rule}: {sorted(found)}"
        assert missed(found, read_email(html.encode(), "wrong.html")) == set(), rule


@pytest.mark.parametrize("folder", ["bad", "good"])
def test_axe_finds_nothing_in_the_test_set_that_an_audit_misses(
    folder: str, window: "Page"
) -> None:
    for path in sorted((HERE / folder).iterdir()):
        email = load_email(path)

        found = violations(window, email.html)

        assert missed(found, email) == set(), path.name
        assert folder == "bad" or not found, path.name


def test_every_rule_of_axe_is_answered_or_left_to_a_browser(window: "Page") -> None:
    window.set_content("<p>A page")
    rules = window.evaluate(
        "axe.getRules(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])"
        ".map(each => [each.ruleId, each.tags])"
    )

    known = set(ANSWERED_BY) | set(LEFT_TO_A_BROWSER)
    current = {rule for rule, tags in rules if not {"deprecated", "experimental"} & set(tags)}

    assert current - known == set()


def test_the_page_for_officers_names_what_only_a_browser_can_judge(root: Path) -> None:
    page = (root / "docs/how-to/audit.md").read_text(encoding="utf-8")

    assert [rule for rule in LEFT_TO_A_BROWSER if f"`{rule}`" not in page] == []
