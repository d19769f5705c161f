// Compares the variant with another one, or with what was last approved or built.

import { button, el, kilobytes } from "./dom.js";
import { ask } from "./stream.js";

let chosen = "";

export function comparing(all, tools) {
  const { selection, others } = tools.compared();
  const choices = [
    ["approved", "Last approved"], ["built", "Last built"],
    ...others.map((name) => [`variant:${name}`, `The ${name} variant`]),
  ];
  if (!choices.some(([value]) => value === chosen)) chosen = choices[0][0];
  const select = el("select", { id: "compare-with", onchange: () => { chosen = select.value; show(); } },
    choices.map(([value, words]) => el("option", { value, selected: value === chosen }, words)));
  const body = el("div", { class: "comparison", "aria-live": "polite" });
  const show = async () => {
    try {
      body.replaceChildren(...result(await ask("compare", { ...selection, with: chosen })));
    } catch {
      body.replaceChildren(el("p", { class: "none" }, "The comparison did not come through. Try again."));
    }
  };
  show();
  return [
    el("p", { class: "compare-choice" }, el("label", { for: "compare-with" }, "Compare with "), select, " ", button("Again", show, { class: "quiet" })),
    body,
  ];
}

function result(found) {
  if (found.fault) return [el("p", { class: "none" }, found.fault)];
  const grown = found.bytes_after - found.bytes_before;
  const words = found.words_after - found.words_before;
  const sign = (number) => (number > 0 ? "more" : "fewer");
  const parts = [
    el("p", { class: "sum" }, el("del", {}, found.before), " → ", el("ins", {}, found.after)),
    el("p", { class: "row-more" },
      `${kilobytes(found.bytes_before)} → ${kilobytes(found.bytes_after)}${grown ? ` (${grown.toLocaleString("en-GB", { signDisplay: "always" })} bytes)` : ""}, `,
      words ? `${Math.abs(words)} ${sign(words)} words` : "as many words"),
  ];
  if (!found.paragraphs.length && !found.links_gone.length && !found.links_new.length) {
    parts.push(el("p", { class: "none" }, "Words and links are the same."));
    return parts;
  }
  parts.push(linkList("Links that are gone", found.links_gone, "del"), linkList("New links", found.links_new, "ins"));
  if (found.paragraphs.length) {
    parts.push(el("h3", {}, "Words"), ...found.paragraphs.map((stretches) => el("p", { class: "changed" },
      stretches.map(({ is_in: side, words: text }) => {
        if (side === "both") return `${short(text)} `;
        return [el(side === "before" ? "del" : "ins", {}, text), " "];
      }))));
  }
  return parts;
}

/** Of a long run that stayed the same, its ends. */
function short(text) {
  const words = text.split(" ");
  return words.length > 24 ? `${words.slice(0, 10).join(" ")} … ${words.slice(-10).join(" ")}` : text;
}

function linkList(title, all, tag) {
  if (!all.length) return "";
  return el("section", {}, el("h3", {}, title), el("ul", { class: "notes" }, all.map((each) => el("li", {}, el(tag, {}, each)))));
}
