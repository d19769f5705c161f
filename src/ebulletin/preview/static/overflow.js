// Finds what is wider than the screen, and names it.

const MOST = 5;

/** The elements that make the document scroll sideways, the widest first: `{element, excess}`. */
export function overflowing(doc) {
  const root = doc.documentElement;
  const edge = root.clientWidth;
  if (root.scrollWidth <= edge + 1) return [];
  const found = [];
  for (const element of doc.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.right <= edge + 1 || isClipped(element, edge)) continue;
    found.push({ element, excess: Math.round(box.right - edge) });
  }
  const elements = new Set(found.map((each) => each.element));
  const innermost = found.filter(({ element }) => ![...element.children].some((child) => elements.has(child)));
  return innermost.sort((one, other) => other.excess - one.excess).slice(0, MOST);
}

/** Whether a box round it hides what sticks out; the document itself hides nothing from readers. */
function isClipped(element, edge) {
  const root = element.ownerDocument.documentElement;
  for (let here = element.parentElement; here && here !== root; here = here.parentElement) {
    if (getComputedStyle(here).overflowX !== "visible" && here.getBoundingClientRect().right <= edge + 1) return true;
  }
  return false;
}

const NAMES = {
  table: "table", td: "cell", th: "cell", img: "picture", a: "link", p: "paragraph", ul: "list",
  ol: "list", li: "list entry", pre: "text", span: "words", strong: "words", em: "words",
  h1: "heading", h2: "heading", h3: "heading", h4: "heading", h5: "heading", h6: "heading",
};

/** How a person would call an element: `link “Book a place”`. */
export function called(element) {
  const name = NAMES[element.localName] ?? "box";
  const words = (element.getAttribute("alt") || element.textContent).replace(/\s+/g, " ").trim();
  const short = words.length > 48 ? `${words.slice(0, 47)}…` : words;
  return short ? `${name} “${short}”` : name;
}
