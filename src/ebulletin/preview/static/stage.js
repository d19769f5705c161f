// The frame in which the bulletin stands. No script runs in it: the page looks into it from outside.

import { el } from "./dom.js";
import { enlarge } from "./enlarge.js";
import { called, overflowing } from "./overflow.js";
import { SHEET, layOut } from "./paper.js";
import { fillDocument } from "./people.js";

export class Stage {
  /**
   * `parts` are the elements of the page; `hear` has the functions `picked(element)`,
   * `key(event)` and `overflow(found)`.
   */
  constructor(parts, hear) {
    this.parts = parts;
    this.hear = hear;
    this.address = "";
    this.shown = null;
    this.lit = null;
    this.draft = "";
    this.resizing = new ResizeObserver(() => this.fit());
  }

  get doc() {
    return this.parts.frame.contentDocument;
  }

  /** Paint a view; `looks` has `width`, `isLarge`, `person` and `remote`. */
  async show(view, looks) {
    this.shown = { view, looks };
    if (view.html === null) {
      this.parts.sheet.hidden = true;
      return;
    }
    this.parts.sheet.hidden = false;
    const { bulletin, variant } = view.selection;
    const address = `show/${encodeURIComponent(bulletin)}/${encodeURIComponent(variant)}/frame${looks.remote ? "?remote=yes" : ""}`;
    if (address !== this.address) await this.load(address);
    if (this.shown.view === view) this.fill();
  }

  /** Paint the same view again, with other looks. */
  repaint(looks) {
    if (this.shown) return this.show(this.shown.view, looks);
    return undefined;
  }

  load(address) {
    this.address = address;
    return new Promise((loaded) => {
      this.parts.frame.onload = () => {
        this.listen();
        loaded();
        // Should the frame ever be led elsewhere, the bulletin is put back.
        this.parts.frame.onload = () => this.load(this.address).then(() => this.fill());
      };
      this.parts.frame.src = address;
    });
  }

  listen() {
    this.doc.addEventListener("click", (event) => {
      event.preventDefault();
      if (event.target instanceof this.doc.defaultView.Element) this.hear.picked(event.target);
    });
    this.doc.addEventListener("submit", (event) => event.preventDefault());
    this.doc.addEventListener("auxclick", (event) => event.preventDefault());
    this.doc.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "Enter" && event.target.closest?.("a")) this.hear.picked(event.target);
      else this.hear.key(event);
    });
    this.doc.addEventListener("load", () => this.fit(), true);
  }

  fill() {
    const { view, looks } = this.shown;
    const doc = this.doc;
    // The frame's own parser: its policy lets an e-mail have styles, which that of this page forbids.
    const parsed = new doc.defaultView.DOMParser().parseFromString(view.html, "text/html");
    fillDocument(parsed, looks.person);
    this.resizing.disconnect();
    doc.replaceChild(doc.adoptNode(parsed.documentElement), doc.documentElement);
    const isPaper = view.selection.form === "print";
    this.parts.sheet.classList.toggle("paper", isPaper);
    this.parts.marks.replaceChildren();
    this.lit = null;
    if (isPaper) {
      this.lay();
    } else {
      this.parts.frame.style.width = "";
      this.parts.sheet.style.setProperty("--width", `${looks.width}px`);
      this.parts.window.style.cssText = "";
      doc.documentElement.style.overflow = "hidden";
      if (looks.isLarge) enlarge(doc);
      this.resizing.observe(doc.documentElement);
      this.fit();
    }
    this.parts.frame.dataset.painted = String(Number(this.parts.frame.dataset.painted ?? 0) + 1);
  }

  /** Sheets of paper behind the document, which stands on them in columns. */
  lay() {
    const { frame, marks, window: pane, sheet } = this.parts;
    const { pages, margin } = layOut(this.doc, frame);
    const all = pages * (SHEET.width + SHEET.gap) - SHEET.gap;
    sheet.style.setProperty("--width", `${all}px`);
    pane.style.cssText = `width:${all}px;height:${SHEET.height}px;padding:${margin.top}px 0 0 ${margin.left}px`;
    marks.replaceChildren(...Array.from({ length: pages }, (_, index) => {
      const page = el("div", { class: "page" },
        el("span", { class: "page-draft", hidden: !this.draft }, this.draft),
        el("span", { class: "page-number" }, `Page ${index + 1} of ${pages}`));
      page.style.cssText = `left:${index * (SHEET.width + SHEET.gap)}px;width:${SHEET.width}px;height:${SHEET.height}px`;
      return page;
    }));
    this.hear.overflow([], pages);
  }

  /** The words of the draft mark, which stand on every sheet of paper. */
  markDraft(words) {
    this.draft = words;
    for (const each of this.parts.marks.querySelectorAll(".page-draft")) {
      each.textContent = words;
      each.hidden = !words;
    }
  }

  /** Give the frame the height of its document, and look for what is too wide. */
  fit() {
    const doc = this.doc;
    if (!doc?.body || this.shown?.view.selection.form === "print") return;
    const height = Math.ceil(Math.max(doc.documentElement.getBoundingClientRect().height, 40));
    if (this.parts.frame.style.height !== `${height}px`) this.parts.frame.style.height = `${height}px`;
    this.markCut();
    this.hear.overflow(overflowing(doc).map(({ element, excess }) => ({
      element, excess, name: called(element), item: itemOf(element),
    })));
    if (this.lit) this.light(this.lit);
  }

  /** Set another width without painting anew. */
  setWidth(width) {
    if (!this.shown || this.shown.view.selection.form === "print") return;
    this.shown.looks.width = width;
    this.parts.sheet.style.setProperty("--width", `${width}px`);
    this.fit();
  }

  /** A line where Gmail would cut. */
  markCut() {
    this.parts.marks.querySelector(".cut")?.remove();
    if (!this.shown.view.has_cut) return;
    const walker = this.doc.createTreeWalker(this.doc, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) {
      if (walker.currentNode.data !== "cut") continue;
      const range = this.doc.createRange();
      range.setStartAfter(walker.currentNode);
      range.setEnd(this.doc.body, this.doc.body.childNodes.length);
      const box = range.getClientRects()[0];
      if (!box) return;
      const line = el("div", { class: "cut" }, el("span", {}, "Gmail cuts here: nobody sees what follows"));
      line.style.top = `${Math.round(box.top)}px`;
      this.parts.marks.append(line);
      return;
    }
  }

  /** Put a frame round an element. */
  light(element) {
    this.parts.marks.querySelector(".lit")?.remove();
    this.lit = element;
    if (!element?.isConnected) return;
    const box = element.getBoundingClientRect();
    const frame = el("div", { class: "lit" });
    const { offsetLeft, offsetTop } = this.parts.frame;
    const room = 6;
    frame.style.cssText = `left:${box.left + offsetLeft - room}px;top:${box.top + offsetTop - room}px;width:${box.width + 2 * room}px;height:${box.height + 2 * room}px`;
    this.parts.marks.append(frame);
  }

  /** Bring an element into view, with a frame round it. */
  jump(element) {
    if (!element) return false;
    this.light(element);
    const lit = this.parts.marks.querySelector(".lit");
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const isTall = element.getBoundingClientRect().height > this.parts.desk.clientHeight * 0.8;
    lit?.scrollIntoView({ block: isTall ? "start" : "center", inline: "nearest", behavior: isCalm ? "auto" : "smooth" });
    return true;
  }

  /** The element of an item; the whole document for what is no item. */
  item(id) {
    return this.doc?.getElementById(`item-${id}`) ?? null;
  }

  /** All items, in reading order. */
  items() {
    return [...(this.doc?.querySelectorAll('[id^="item-"]') ?? [])];
  }

  /** The block inside an element that holds most of some words; the element where none does. */
  block(within, words) {
    const wanted = wordsOf(words);
    if (!within || wanted.length === 0) return within;
    let best = within;
    let most = Math.max(2, wanted.length * 0.5);
    for (const each of within.querySelectorAll("p, li, td, th, h1, h2, h3, h4, h5, h6, dt, dd, img, a")) {
      const own = new Set(wordsOf(each.getAttribute("alt") || each.textContent));
      const shared = wanted.filter((word) => own.has(word)).length - own.size / 1000;
      if (shared > most) [best, most] = [each, shared];
    }
    return best;
  }
}

/** The id of the item in which an element stands, or nothing. */
export function itemOf(element) {
  return element?.closest?.('[id^="item-"]')?.id.slice("item-".length) ?? "";
}

function wordsOf(text) {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
