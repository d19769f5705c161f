// Single keys, which can be switched off (WCAG 2.1.4).

import { byId, el } from "./dom.js";

const KEPT = "ebulletin-preview-keys";

export class Keys {
  /** `doing` is a list of `[key, words, function]`. */
  constructor(doing) {
    this.doing = doing;
    const isOn = byId("keys-on");
    isOn.checked = localStorage.getItem(KEPT) !== "off";
    isOn.addEventListener("change", () => localStorage.setItem(KEPT, isOn.checked ? "on" : "off"));
    byId("key-list").replaceChildren(...doing.map(([key, words]) => el("div", {},
      el("dt", {}, el("kbd", {}, key)), el("dd", {}, words))));
    byId("help").addEventListener("click", () => this.open());
    byId("keys-close").addEventListener("click", () => byId("keys").close());
    document.addEventListener("keydown", (event) => this.hear(event));
  }

  open() {
    if (!byId("keys").open) byId("keys").showModal();
  }

  hear(event) {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!byId("keys-on").checked || document.querySelector("dialog[open]")) return;
    if (event.target.closest?.("input:not([type=radio], [type=checkbox]), select, textarea")) return;
    const found = this.doing.find(([key]) => key === event.key);
    if (!found) return;
    event.preventDefault();
    found[2]();
  }
}
