// Reads an e-mail as a person: merge fields are filled, and what is only a stand-in is marked.

const FIELD = /\{\{\s*([^{}|]*?)\s*(?:\|\s*([^{}]*?)\s*)?\}\}/g;

/** Words with their merge fields filled, as pieces: `{words, kind}`, kind `filled` or `fallback`. */
export function filled(words, person) {
  const pieces = [];
  let end = 0;
  for (const found of words.matchAll(FIELD)) {
    if (found.index > end) pieces.push({ words: words.slice(end, found.index) });
    const value = person?.fields[found[1]];
    pieces.push(value
      ? { words: value, kind: "filled", name: found[1] }
      : { words: found[2] ?? "", kind: "fallback", name: found[1] });
    end = found.index + found[0].length;
  }
  if (end < words.length) pieces.push({ words: words.slice(end) });
  return pieces;
}

/** Fill the fields of a parsed document, in words and attributes. */
export function fillDocument(doc, person) {
  const walker = doc.createTreeWalker(doc.documentElement, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    if (walker.currentNode.data.includes("{{")) found.push(walker.currentNode);
  }
  for (const node of found) {
    const pieces = filled(node.data, person);
    const isTitle = node.parentElement?.closest("title, style");
    node.replaceWith(...pieces.map((piece) => (
      piece.kind && !isTitle ? marked(doc, piece) : doc.createTextNode(piece.words)
    )));
  }
}

function marked(doc, piece) {
  const mark = doc.createElement("span");
  mark.textContent = piece.words;
  mark.dataset.field = piece.kind;
  mark.title = piece.kind === "filled"
    ? `Filled from ${piece.name}`
    : `Stands in for ${piece.name}, which this reader has not`;
  mark.style.cssText = piece.kind === "filled"
    ? "outline:1px solid #1e6b3a;outline-offset:1px"
    : "outline:2px dashed #9c4a00;outline-offset:1px";
  return mark;
}
