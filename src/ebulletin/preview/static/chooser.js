// The list of bulletins: search as you type, arrows to move, Enter to choose.

import { byId, counted, el } from "./dom.js";

const MOST = 60;

export class Chooser {
  constructor(choose) {
    this.choose = choose;
    this.bulletins = [];
    this.at = 0;
    this.found = [];
    byId("choose").addEventListener("click", () => this.open());
    const search = byId("search");
    search.addEventListener("input", () => this.list());
    search.addEventListener("keydown", (event) => this.key(event));
    byId("chooser").addEventListener("click", (event) => {
      if (event.target === byId("chooser")) byId("chooser").close();
    });
  }

  tell(bulletins) {
    this.bulletins = bulletins.map((each) => ({
      ...each,
      text: [each.title, each.slug, each.day_words, each.day].join(" ").toLowerCase(),
      lines: each.items.map((title) => [title.toLowerCase(), title]),
    }));
    if (byId("chooser").open) this.list();
  }

  open() {
    if (byId("chooser").open) return;
    byId("search").value = "";
    this.list();
    byId("chooser").showModal();
  }

  list() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    this.found = [];
    for (const each of this.bulletins) {
      const inName = words.every((word) => each.text.includes(word));
      const item = inName ? null : each.lines.find(([line]) => words.every((word) => line.includes(word)));
      if (inName || item) this.found.push({ bulletin: each, item: item?.[1] ?? "" });
    }
    const shown = this.found.slice(0, MOST);
    this.at = 0;
    byId("found").replaceChildren(...shown.map(({ bulletin, item }, index) => el("li", {
      role: "option", id: `found-${index}`, "aria-selected": index === 0 ? "true" : "false",
      onclick: () => this.take(index),
    },
    el("span", { class: "found-title" }, bulletin.title,
      bulletin.is_draft ? el("span", { class: "chip" }, "Draft") : null,
      bulletin.is_readable ? null : el("span", { class: "chip error" }, "Cannot be read")),
    el("span", { class: "found-more" }, [bulletin.day_words, bulletin.slug].filter(Boolean).join(" · ")),
    item ? el("span", { class: "found-more" }, `Holds “${item}”`) : null)));
    byId("none").textContent = this.found.length > MOST
      ? `${counted(this.found.length, "bulletin")}; the first ${MOST} are shown. Type more to narrow it down.`
      : this.found.length ? "" : "No bulletin has these words in its name, its date or its items.";
    this.mark();
  }

  mark() {
    const options = [...byId("found").children];
    options.forEach((each, index) => each.setAttribute("aria-selected", String(index === this.at)));
    const search = byId("search");
    if (options[this.at]) {
      search.setAttribute("aria-activedescendant", options[this.at].id);
      options[this.at].scrollIntoView({ block: "nearest" });
    } else {
      search.removeAttribute("aria-activedescendant");
    }
  }

  key(event) {
    const last = byId("found").children.length - 1;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };
    if (event.key in steps) {
      this.at = Math.min(last, Math.max(0, this.at + steps[event.key]));
      this.mark();
    } else if (event.key === "Enter") {
      this.take(this.at);
    } else {
      return;
    }
    event.preventDefault();
  }

  take(index) {
    const found = this.found[index];
    if (!found) return;
    byId("chooser").close();
    this.choose(found.bulletin.slug);
  }
}
