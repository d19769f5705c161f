// Where a part of the page is written: its file and line, and a button that opens the editor.

import { button, copyButton, el } from "./dom.js";
import { ask, tell } from "./stream.js";

export class Place {
  constructor(section, titleOf) {
    this.section = section;
    this.titleOf = titleOf;
    this.asked = 0;
    this.shown = null;
  }

  /** Say where words inside an item are written. */
  async find(bulletin, item, words, link = "") {
    const number = ++this.asked;
    const { path, line } = await ask("place", { bulletin, item, words: words.slice(0, 400) });
    if (number === this.asked) this.show(path, line, item, link);
  }

  show(path, line, item, link = "") {
    this.shown = { path, line };
    this.section.hidden = false;
    this.said = el("span", { class: "said", role: "status" });
    this.section.replaceChildren(
      el("p", { class: "place-words" },
        el("strong", {}, this.titleOf(item)),
        el("code", {}, `${path}, line ${line}`),
        link ? el("span", { class: "place-link" }, `Leads to ${link}`) : null,
        this.said),
      el("p", { class: "place-doing" },
        button("Open in the editor", () => this.open(), { class: "main" }),
        copyButton(`${path}:${line}`, "Copy the place"),
        button("Close", () => this.hide(), { class: "quiet" })),
    );
  }

  /** Open the file that is shown. */
  async open(path = this.shown?.path, line = this.shown?.line) {
    if (!path) return;
    const { said } = await tell("open", { path, line });
    if (this.section.hidden || this.shown?.path !== path) this.show(path, line, "");
    this.said.textContent = said;
  }

  hide() {
    this.shown = null;
    this.section.hidden = true;
  }
}
