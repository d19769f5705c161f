// Sheets of A4 as the browser would print them: the print styles, laid out in columns, one a page.
// Sizes are CSS pixels, 96 to the inch.

const MM = 96 / 25.4;
export const SHEET = { width: 210 * MM, height: 297 * MM, gap: 24 };
const USUAL = { top: 15 * MM, right: 15 * MM, bottom: 20 * MM, left: 15 * MM };

/** Lay the document out on sheets; gives their number and the margins. */
export function layOut(doc, frame) {
  const margin = marginsOf(doc);
  const width = SHEET.width - margin.left - margin.right;
  const height = SHEET.height - margin.top - margin.bottom;
  // Rules about the width of the screen look at the width of the paper.
  frame.style.width = `${width}px`;
  frame.style.height = `${height}px`;
  for (const sheet of doc.styleSheets) settle(sheet.cssRules, doc.defaultView);
  const gap = SHEET.width - width + SHEET.gap;
  const style = doc.body.style;
  doc.documentElement.style.cssText = "background:none;overflow:hidden";
  style.cssText = `margin:0;width:${width}px;height:${height}px;background:none;`
    + `column-width:${width}px;column-gap:${gap}px;column-fill:auto`;
  const pages = Math.max(1, Math.round((doc.body.scrollWidth + gap) / (width + gap)));
  frame.style.width = `${pages * (width + gap) - gap}px`;
  return { pages, margin };
}

/** Decide every media rule as a printer would, once and for all. */
function settle(rules, view) {
  for (const rule of rules) {
    if (rule instanceof view.CSSMediaRule) {
      // On paper `print` always holds and `screen` never does, as `tty` on a screen.
      const asked = rule.media.mediaText.replace(/\bscreen\b/g, "tty").replace(/\bprint\b/g, "all");
      const holds = view.matchMedia(asked).matches;
      rule.media.mediaText = holds ? "all" : "not all";
      settle(rule.cssRules, view);
    } else if (rule instanceof view.CSSStyleRule && /page|always/.test(rule.style.breakBefore)) {
      rule.style.breakBefore = "column";
    }
  }
}

function marginsOf(doc) {
  for (const sheet of doc.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof doc.defaultView.CSSPageRule)) continue;
      const found = {};
      for (const side of Object.keys(USUAL)) {
        const written = rule.style.getPropertyValue(`margin-${side}`);
        const number = parseFloat(written);
        found[side] = Number.isNaN(number) ? USUAL[side] : number * (written.endsWith("mm") ? MM : 1);
      }
      return found;
    }
  }
  return USUAL;
}
