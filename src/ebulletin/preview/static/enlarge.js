// Text at twice its size, as a reader sets it: letters and lines grow, boxes do not.

/** Double every size of letters in a document; the document is filled anew to undo it. */
export function enlarge(doc, times = 2) {
  const sizes = [];
  const view = doc.defaultView;
  for (const element of [doc.body, ...doc.body.querySelectorAll("*")]) {
    const style = view.getComputedStyle(element);
    sizes.push([element, parseFloat(style.fontSize), parseFloat(style.lineHeight)]);
  }
  for (const [element, size, line] of sizes) {
    if (size) element.style.setProperty("font-size", `${size * times}px`, "important");
    if (line) element.style.setProperty("line-height", `${line * times}px`, "important");
  }
}
