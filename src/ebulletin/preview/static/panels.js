// The tiles beside the page, and the panel of the one that is chosen.

import { byId, counted, el, roundKilobytes } from "./dom.js";
import { clients, contacts, findings, links, outline, pictures, readers, reading, size } from "./panel-bodies.js";
import { comparing } from "./panel-compare.js";

const PANELS = [
  { id: "findings", name: "Findings", show: findings, value: (all) => all.findings.reduce((sum, each) => sum + each.findings.length, 0) },
  { id: "links", name: "Links", show: links, value: (all) => all.links.length },
  { id: "pictures", name: "Images", show: pictures, value: (all) => all.pictures.length },
  { id: "contacts", name: "Contacts", show: contacts, value: (all) => all.contacts.length },
  { id: "size", name: "Size", show: size, value: (all) => (all.sizes ? roundKilobytes(all.sizes.html) : "–") },
  { id: "clients", name: "Clients", show: clients, value: (all) => all.support.clients.filter((each) => each.lacking.some(({ instead }) => instead)).length },
  { id: "outline", name: "Outline", show: outline, value: (all) => all.headings.length },
  { id: "reading", name: "Reading age", show: reading, value: (all) => all.ages?.whole || "–" },
  { id: "readers", name: "Readers", show: readers, value: (all) => all.readers?.variants.length ?? "–" },
  { id: "compare", name: "Compare", show: comparing, value: () => "⇄" },
];

export const PANEL_IDS = PANELS.map((each) => each.id);

export class Panels {
  /** `tools` are what the panels can ask of the page; `choose(id)` tells which is shown. */
  constructor(tools, choose) {
    this.tools = tools;
    this.choose = choose;
    this.all = null;
    this.at = "findings";
    byId("tiles").addEventListener("keydown", (event) => this.key(event));
    byId("tiles").replaceChildren(...PANELS.map((each) => el("button", {
      type: "button", role: "tab", id: `tile-${each.id}`, "aria-controls": "panel",
      onclick: () => this.take(each.id),
    }, el("span", { class: "tile-value" }, "…"), el("span", { class: "tile-name" }, each.name))));
    this.take(this.at, true);
  }

  /** Show what is known now; null while it is worked out. */
  tell(all) {
    this.all = all;
    byId("panel").classList.toggle("waiting", all === null);
    if (all === null) return;
    for (const each of PANELS) {
      byId(`tile-${each.id}`).firstChild.textContent = all.fault ? "–" : String(each.value(all));
    }
    const worst = all.findings[0]?.findings[0]?.severity ?? "none";
    byId("tile-findings").dataset.worst = worst;
    this.show();
  }

  take(id, isFirst = false) {
    this.at = PANEL_IDS.includes(id) ? id : "findings";
    for (const each of PANELS) {
      const tile = byId(`tile-${each.id}`);
      tile.setAttribute("aria-selected", String(each.id === this.at));
      tile.tabIndex = each.id === this.at ? 0 : -1;
    }
    byId("panel").setAttribute("aria-labelledby", `tile-${this.at}`);
    if (!isFirst) this.choose(this.at);
    byId("panel").scrollTop = 0;
    this.show();
  }

  show() {
    const panel = byId("panel");
    const chosen = PANELS.find((each) => each.id === this.at);
    const heading = el("h2", {}, chosen.name);
    if (this.all === null) {
      panel.replaceChildren(heading, el("p", { class: "none" }, "Being worked out …"));
      return;
    }
    if (this.all.fault) {
      panel.replaceChildren(heading, el("p", { class: "none" }, this.all.fault));
      return;
    }
    const held = keepFocus(panel);
    panel.replaceChildren(heading, ...chosen.show(this.all, this.tools));
    held();
  }

  key(event) {
    const here = PANEL_IDS.indexOf(this.at);
    const last = PANEL_IDS.length - 1;
    const there = {
      ArrowRight: here + 1, ArrowLeft: here - 1, ArrowDown: here + 5, ArrowUp: here - 5, Home: 0, End: last,
    }[event.key];
    if (there === undefined) return;
    event.preventDefault();
    const id = PANEL_IDS[Math.min(last, Math.max(0, there))];
    this.take(id);
    byId(`tile-${id}`).focus();
  }
}

/** Remember which control has the focus, by its words, and give it back after a repaint. */
function keepFocus(panel) {
  const focused = document.activeElement;
  if (!panel.contains(focused) || focused === panel) return () => {};
  const same = (list) => [...list].filter((each) => each.textContent === focused.textContent);
  const index = same(panel.querySelectorAll(focused.localName)).indexOf(focused);
  const top = panel.scrollTop;
  return () => {
    same(panel.querySelectorAll(focused.localName))[index]?.focus({ preventScroll: true });
    panel.scrollTop = top;
  };
}

/** What the status line says of the findings. */
export function inShort(all) {
  const severities = all.findings.flatMap((group) => group.findings.map((each) => each.severity));
  const number = (name) => severities.filter((each) => each === name).length;
  const words = ["error", "warning", "hint"].filter(number).map((name) => counted(number(name), name));
  return words.join(", ") || "no findings";
}
