"""The preview in a real browser: every switch and panel, by mouse and by keyboard."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from preview_server import Preview, preview_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, FrameLocator, Locator, Page

pytestmark = pytest.mark.browser

EDITION_B = "2026-autumn-newsletter"
ARTICLE = "items/updates/chair-message-autumn-2026.md"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PANELS = (
    "findings", "links", "pictures", "contacts", "size", "clients", "outline", "reading",
    "readers", "compare",
)  # fmt: skip


def copied(root: Path, folder: Path) -> Path:
    for name in ("items", "bulletins", "templates", "recipients"):
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
    for name in ("partnership.yaml", "glossary.yaml"):
        shutil.copy2(root / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[tuple[Preview, Path]]:
    """The preview of the demonstration, for tests that change nothing in it for good."""
    folder = copied(root, tmp_path_factory.mktemp("previewed"))
    with preview_of(folder, EDITION_B) as preview:
        yield preview, folder


@pytest.fixture
def page(chromium: "Browser", served: tuple[Preview, Path]) -> "Iterator[Page]":
    """The page, painted and with its panels; anything that it complains of fails the test."""
    opened = chromium.new_page(viewport={"width": 1280, "height": 860})
    complaints: list[str] = []
    opened.on("console", lambda told: complaints.extend(complaint_of(told)))
    opened.on("pageerror", lambda told: complaints.append(str(told)))
    opened.set_default_timeout(10_000)
    opened.goto(served[0].address)
    ready(opened)
    yield opened
    opened.close()
    assert complaints == []


def complaint_of(told: "ConsoleMessage") -> list[str]:
    """An error, but for those that a test's own looks into the frame bring about."""
    is_own = told.text.startswith("Blocked script execution")
    return [told.text] if told.type == "error" and not is_own else []


def ready(page: "Page") -> None:
    page.wait_for_selector('#status:has-text("Up to date")')


def frame(page: "Page") -> "FrameLocator":
    return page.frame_locator("#frame")


def chosen(page: "Page", name: str, value: str) -> None:
    """Choose one of several by mouse."""
    page.locator(f'input[name="{name}"][value="{value}"]').click()


def painted(page: "Page") -> str:
    return page.get_attribute("#frame", "data-painted") or ""


def painted_again(page: "Page", before: str) -> None:
    page.wait_for_selector(f'#frame:not([data-painted="{before}"])')


def press(page: "Page", key: str) -> None:
    """Press a key and wait until the page is painted."""
    before = painted(page)
    page.keyboard.press(key)
    painted_again(page, before)


def colour_of(locator: "Locator", property_: str = "background-color") -> str:
    return str(locator.evaluate(f"(each) => getComputedStyle(each)['{property_}']"))


def frame_width(page: "Page") -> float:
    return float(page.locator("#frame").evaluate("(each) => each.getBoundingClientRect().width"))


# --- Switches -------------------------------------------------------------------------------


def test_forms_are_chosen_by_mouse_and_by_keyboard(page: "Page") -> None:
    body = frame(page).locator("body")
    chosen(page, "form", "text")
    body.locator("pre").wait_for()

    assert "ESSCP Newsletter" in body.inner_text()

    press(page, "3")
    assert frame(page).locator("main").count() == 1

    page.locator('input[name="form"]:checked').focus()
    press(page, "ArrowRight")
    assert page.locator(".page").count() > 2
    assert "of" in page.locator(".page-number").first.inner_text()

    press(page, "1")
    assert page.locator(".page").count() == 0


def test_variants_differ_and_are_chosen_by_mouse_and_by_keyboard(page: "Page") -> None:
    assert "For professionals" in frame(page).locator("body").inner_text()

    before = painted(page)
    chosen(page, "variant", "public")
    painted_again(page, before)
    assert "For professionals" not in frame(page).locator("body").inner_text()

    press(page, "v")
    assert "For professionals" in frame(page).locator("body").inner_text()


def test_the_width_is_one_of_five_or_any_other(page: "Page") -> None:
    for width in (320, 375, 414, 600, 640):
        chosen(page, "width", str(width))
        assert frame_width(page) == width

    grip = page.locator("#grip")
    grip.focus()
    page.keyboard.press("ArrowLeft")
    assert frame_width(page) == 630
    assert grip.get_attribute("aria-valuenow") == "630"

    page.keyboard.press("w")
    assert frame_width(page) == 640

    box = page.locator("#sheet").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] + 10, 500)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 40, 500, steps=4)
    page.mouse.up()
    assert frame_width(page) == 540


def test_dark_comes_in_three_kinds(page: "Page") -> None:
    ground = frame(page).locator(".sf").first
    by_day = colour_of(ground)
    seen = {by_day}
    for kind in ("asked", "partly", "fully"):
        before = painted(page)
        page.select_option("#dark", kind)
        painted_again(page, before)
        seen.add(colour_of(ground))
    assert by_day == "rgb(255, 255, 255)"
    assert len(seen) >= 3

    press(page, "d")
    assert colour_of(ground) == by_day


def test_images_off_leaves_their_words(page: "Page") -> None:
    pictures = frame(page).locator("img[src^='images/']")
    assert pictures.count() > 1

    before = painted(page)
    page.get_by_label("Images off").check()
    painted_again(page, before)
    assert pictures.count() == 0

    press(page, "i")
    assert pictures.count() > 1


def test_text_grows_to_twice_its_size(page: "Page") -> None:
    first = frame(page).locator("p").first
    size = float(colour_of(first, "font-size").removesuffix("px"))

    before = painted(page)
    page.get_by_label("200 % text").check()
    painted_again(page, before)
    assert float(colour_of(first, "font-size").removesuffix("px")) == 2 * size

    press(page, "t")
    assert float(colour_of(first, "font-size").removesuffix("px")) == size


def test_outlook_is_shown_what_is_meant_for_it(page: "Page") -> None:
    tables = frame(page).locator("table")
    number = tables.count()

    before = painted(page)
    page.get_by_label("Outlook").check()
    painted_again(page, before)
    assert tables.count() > number

    press(page, "o")
    assert tables.count() == number


def test_a_reader_is_chosen_and_stand_ins_are_marked(
    page: "Page", served: tuple[Preview, Path]
) -> None:
    article = served[1] / ARTICLE
    text = article.read_text(encoding="utf-8")
    before = painted(page)
    article.write_text(
        f"{text}\nDear {{{{ first_name | colleague }}}}, thank you.\n", encoding="utf-8"
    )
    painted_again(page, before)
    field = frame(page).locator("[data-field]")

    assert field.inner_text() == "colleague"
    assert field.get_attribute("data-field") == "fallback"

    page.select_option("#person", "Winifred Astley, Head teacher, Fenwold Primary School")
    frame(page).locator('[data-field="filled"]').wait_for()
    assert field.inner_text() == "Winifred"

    article.write_text(text, encoding="utf-8")
    frame(page).locator("[data-field]").wait_for(state="detached")


# --- The inbox, overflow, the cut --------------------------------------------------------------


def test_the_inbox_row_is_cut_by_three_readers(page: "Page") -> None:
    rows = page.locator(".inbox-row")

    assert rows.count() == 3
    assert "Autumn newsletter" in rows.first.inner_text()
    assert "Subject 62 characters" in page.locator("#inbox").inner_text()


def test_what_is_too_wide_is_named(chromium: "Browser", root: Path, tmp_path: Path) -> None:
    folder = copied(root, tmp_path)
    theme = folder / "templates/newsletter"
    theme.mkdir(parents=True)
    built_in = root / "src/ebulletin/templates/themes/newsletter/masthead.mjml.j2"
    wide = (
        "\n<mj-section><mj-column><mj-text>"
        '<div style="width:700px">A very wide timetable</div>'
        "</mj-text></mj-column></mj-section>\n"
    )
    (theme / "masthead.mjml.j2").write_text(built_in.read_text(encoding="utf-8") + wide, "utf-8")
    with preview_of(folder, EDITION_B) as preview:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(preview.address)
        ready(page)

        chosen(page, "width", "375")
        page.locator("#overflow").wait_for()
        said = page.locator("#overflow").inner_text()
        page.locator("#overflow button").click()
        lit = page.locator(".lit").count()
        page.close()

    assert "Too wide for 375 px: box “A very wide timetable”" in said
    assert lit == 1


def test_a_line_shows_where_gmail_cuts(chromium: "Browser", root: Path, tmp_path: Path) -> None:
    folder = copied(root, tmp_path)
    article = folder / ARTICLE
    more = "\n\n".join(f"Paragraph {n} says what all the others say." for n in range(700))
    article.write_text(article.read_text(encoding="utf-8") + "\n" + more + "\n", encoding="utf-8")
    with preview_of(folder, EDITION_B) as preview:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(preview.address)
        ready(page)
        said = page.locator(".cut").inner_text()
        top = page.locator(".cut").evaluate("(each) => parseFloat(each.style.top)")
        page.click("#tile-size")
        panel = page.locator("#panel").inner_text()
        page.close()

    assert said == "Gmail cuts here: nobody sees what follows"
    assert top > 1000
    assert "Gmail cuts the end off" in panel


# --- Panels -----------------------------------------------------------------------------------


def test_every_panel_opens_by_mouse_and_by_keyboard(page: "Page") -> None:
    by_mouse = {}
    for panel in PANELS:
        page.click(f"#tile-{panel}")
        by_mouse[panel] = page.locator("#panel h2").inner_text()
    page.locator("#tile-compare").focus()
    page.keyboard.press("Home")
    by_keys = {}
    for panel in PANELS:
        by_keys[panel] = page.locator("#panel h2").inner_text()
        assert page.locator(f"#tile-{panel}").get_attribute("aria-selected") == "true"
        page.keyboard.press("ArrowRight")

    assert by_keys == by_mouse
    assert list(by_mouse.values())[:2] == ["Findings", "Links"]


def test_a_finding_leads_to_its_place(page: "Page") -> None:
    page.click("#tile-findings")
    group = page.locator(".group", has_text="Safer recruitment refresher")
    group.get_by_role("button", name="Show SAF116 in the page").click()

    page.locator(".lit").wait_for()
    page.locator("#place").wait_for()
    said = page.locator("#place").inner_text()
    assert "items/events/safer-recruitment-refresher.md, line" in said
    assert "SAF116" in group.inner_text()


def test_panels_tell_of_links_contacts_sizes_and_readers(page: "Page") -> None:
    def panel(name: str) -> str:
        page.click(f"#tile-{name}")
        return page.locator("#panel").inner_text()

    assert "leave the list" in panel("links")
    assert "Nobody can be recognised in it" in panel("pictures")
    assert "Verified Tuesday 1 September 2026" in panel("contacts")
    assert re.search(r"\d+\.\d KB of 100\.0 KB", panel("size"))
    assert "H1" in panel("outline")
    assert "Read without effort at the age of" in panel("reading")
    assert "Left out: it is professional" in panel("readers")


def test_links_and_headings_lead_into_the_page(page: "Page") -> None:
    page.click("#tile-links")
    page.locator("#panel .rows button").nth(4).click()
    page.locator(".lit").wait_for()
    page.locator("#place", has_text="Leads to #section").wait_for()

    page.click("#tile-outline")
    page.get_by_role("button", name="What we heard in September").click()
    page.locator("#place", has_text=f"{ARTICLE}, line").wait_for()


def test_variants_are_compared(page: "Page") -> None:
    page.click("#tile-compare")
    page.select_option("#compare-with", "variant:public")
    page.locator("#panel ins").first.wait_for()
    said = page.locator("#panel").inner_text()

    assert "public, now → professional, now" in said
    assert "For professionals" in said


def test_now_is_compared_with_what_was_built(page: "Page", served: tuple[Preview, Path]) -> None:
    folder = served[1]
    page.click("#tile-compare")
    page.select_option("#compare-with", "approved")
    page.get_by_text("Nobody has approved it yet").wait_for()
    page.select_option("#compare-with", "built")
    page.get_by_text("It was not built yet").wait_for()
    built = folder / "out" / EDITION_B / "professional"
    built.mkdir(parents=True)
    built.joinpath("email.html").write_text("<p>Before</p>", encoding="utf-8")
    built.joinpath("email.txt").write_text("Before\n", encoding="utf-8")

    page.get_by_role("button", name="Again", exact=True).click()
    page.get_by_text("New links").wait_for()

    assert "Last built → Now" in page.locator("#panel").inner_text()
    shutil.rmtree(folder / "out")


# --- Between page and files ---------------------------------------------------------------------


def test_a_click_on_a_part_names_its_file_and_line(
    page: "Page", served: tuple[Preview, Path]
) -> None:
    lines = (served[1] / ARTICLE).read_text(encoding="utf-8").split("\n")
    words = "This newsletter comes from"
    number = next(n for n, line in enumerate(lines, 1) if line.startswith(words))

    frame(page).get_by_text(words).click()
    page.locator("#place", has_text=f"{ARTICLE}, line {number}").wait_for()
    page.get_by_role("button", name="Open in the editor").click()

    page.locator("#place", has_text="No editor was found on this machine").wait_for()


def test_items_are_walked_through_by_keys(page: "Page") -> None:
    page.keyboard.press("j")
    page.locator("#place", has_text=ARTICLE).wait_for()
    page.keyboard.press("j")
    page.locator("#place", has_text="board-summary-september-2026").wait_for()
    page.keyboard.press("k")
    page.locator("#place", has_text=ARTICLE).wait_for()


def test_a_link_in_the_e_mail_leads_nowhere(page: "Page", served: tuple[Preview, Path]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    link = frame(page).get_by_text("Read the public edition online").first
    link.click()
    page.locator("#place", has_text="Leads to https://esscp.example.org").wait_for()
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)

    assert "ESSCP Newsletter" in frame(page).locator("h1").inner_text()
    assert all(url.startswith(served[0].address) for url in asked)


def test_a_saved_change_is_painted_and_a_broken_file_keeps_the_last_good_view(
    page: "Page", served: tuple[Preview, Path]
) -> None:
    article = served[1] / ARTICLE
    text = article.read_text(encoding="utf-8")
    article.write_text(f"{text}\nA lantern was lit in Ostley.\n", encoding="utf-8")
    frame(page).get_by_text("A lantern was lit in Ostley.").wait_for()

    article.write_text(text.replace("kind: update", "kind: [update", 1), encoding="utf-8")
    page.locator(".fault").wait_for()
    said = page.locator(".fault").inner_text()
    assert frame(page).get_by_text("A lantern was lit in Ostley.").count() == 1
    assert ARTICLE in said
    assert "Below is the last view that was good" in said

    article.write_text(text, encoding="utf-8")
    page.locator(".fault").wait_for(state="detached")
    frame(page).get_by_text("A lantern was lit in Ostley.").wait_for(state="detached")


def test_what_nobody_approved_is_marked_on_screen_and_on_paper(page: "Page") -> None:
    assert page.locator("#tape").inner_text() == "Not approved"
    assert page.title().startswith("Not approved")

    press(page, "4")
    marks = page.locator(".page-draft:visible")
    assert marks.count() == page.locator(".page").count()


# --- The list, the keys, the looks --------------------------------------------------------------


def test_a_bulletin_is_found_as_one_types(page: "Page") -> None:
    before = painted(page)
    page.keyboard.press("/")
    page.locator("#search").fill("main line front door")
    options = page.locator("#found li")
    assert options.count() == 1
    assert "Holds “" in options.first.inner_text()

    page.keyboard.press("Enter")
    painted_again(page, before)
    assert "September 2026" in page.locator("#title").inner_text()
    assert page.locator("#chooser").is_hidden()

    before = painted(page)
    page.click("#choose")
    page.locator("#found li", has_text="Autumn 2026").click()
    painted_again(page, before)
    assert "Autumn 2026" in page.locator("#title").inner_text()


def test_a_thousand_items_and_a_hundred_bulletins_are_searched_without_a_wait(
    chromium: "Browser", root: Path, tmp_path: Path
) -> None:
    folder = copied(root, tmp_path)
    for number in range(900):
        text = f"---\nkind: update\ntitle: Small item {number}\nstatus: ready\n---\nA word.\n"
        (folder / f"items/updates/small-{number}.md").write_text(text, encoding="utf-8")
    for number in range(100):
        placed = ", ".join(f"small-{number * 9 + each}" for each in range(9))
        text = f"series: newsletter\nedition: Number {number}\ndate: 2025-01-22\nstatus: ready\n"
        text += f"sections:\n  - heading: News\n    items: [{placed}]\n"
        (folder / f"bulletins/number-{number}.yaml").write_text(text, encoding="utf-8")
    with preview_of(folder, EDITION_B) as preview:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        page.goto(preview.address)
        ready(page)
        page.keyboard.press("/")
        all_of_them = page.locator("#none").inner_text()
        start = page.evaluate("() => performance.now()")
        page.locator("#search").press_sequentially("small item 899")
        taken = page.evaluate("() => performance.now()") - start
        found = page.locator("#found li").all_inner_texts()
        page.close()

    assert "105 bulletins" in all_of_them
    assert len(found) == 1
    assert "Number 99" in found[0]
    # Fourteen letters; a person types five in a second. A busy machine is given ten times as long.
    assert taken < 28_000


def test_single_keys_can_be_switched_off(page: "Page") -> None:
    page.keyboard.press("?")
    page.get_by_label("Single keys work").uncheck()
    page.get_by_role("button", name="Close").last.click()
    page.keyboard.press("/")

    assert page.locator("#chooser").is_hidden()


@pytest.mark.parametrize("width", [375, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(
    width: int, scheme: Literal["light", "dark"], chromium: "Browser", served: tuple[Preview, Path]
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = chromium.new_page(viewport={"width": width, "height": 860}, color_scheme=scheme)
    page.goto(served[0].address)
    ready(page)
    told = {}

    def look(name: str) -> None:
        # The e-mail in the frame has tests of its own, and no script may run in it.
        results = Axe().run(page, options={"runOnly": RULES, "iframes": False})
        told[name] = [
            (v["id"], v["nodes"][0]["html"][:160]) for v in results.response["violations"]
        ]

    # Each panel once in the usual looks; in the others those with the most colours.
    is_usual = (width, scheme) == (1280, "light")
    for panel in PANELS if is_usual else ("findings", "readers", "compare"):
        page.click(f"#tile-{panel}")
        if panel == "compare":
            page.select_option("#compare-with", "variant:public")
            page.locator("#panel ins").first.wait_for()
        look(panel)
    page.keyboard.press("j")
    page.locator("#place").wait_for()
    look("place")
    page.keyboard.press("/")
    look("chooser")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    look("keys")
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert {name: found for name, found in told.items() if found} == {}
    assert wide <= 0


# --- What authors write is words, never code ------------------------------------------------------


def test_scripts_and_mark_up_of_authors_stay_words(
    chromium: "Browser", root: Path, tmp_path: Path
) -> None:
    folder = copied(root, tmp_path)
    article = folder / ARTICLE
    text = article.read_text(encoding="utf-8")
    evil = "<img src=x onerror='top.stolen=1'><script>top.stolen = 1</script>"
    text = re.sub(r"(?m)^title: .*$", f'title: "{evil}"', text, count=1)
    article.write_text(f"{text}\n{evil}\n\n[Read](javascript:top.stolen=1)\n", encoding="utf-8")
    plan = folder / f"bulletins/{EDITION_B}.yaml"
    plan.write_text(
        re.sub(r"(?m)^subject: .*$", f'subject: "{evil}"', plan.read_text("utf-8")), "utf-8"
    )
    with preview_of(folder, EDITION_B) as preview:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(preview.address)
        ready(page)
        for panel in PANELS:
            page.click(f"#tile-{panel}")
        page.keyboard.press("j")
        page.locator("#place").wait_for()
        page.keyboard.press("/")
        stolen = page.evaluate("() => window.stolen === undefined")
        inbox = page.locator(".inbox-subject").first.inner_text()
        scripts = frame(page).locator("script").count()
        page.close()
        assert preview.still_serves()

    assert stolen
    assert inbox.startswith("<img src=x")
    assert scripts == 0
    assert all(url.startswith(preview.address) for url in asked)
