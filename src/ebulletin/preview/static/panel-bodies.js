// What each panel shows. Every function takes all panels and the tools, and gives elements.

import { button, copyButton, counted, el, kilobytes } from "./dom.js";

const none = (words) => [el("p", { class: "none" }, words)];

function itemName(item, tools) {
  return item ? tools.titleOf(item) : "Around the items";
}

// --- Findings ---

export function findings(all, tools) {
  if (all.findings.length === 0) {
    return none("No problems found in this variant. A person must still read it.");
  }
  const groups = all.findings.map((group) => el("section", { class: "group" },
    el("h3", {}, group.title),
    group.findings.map((each) => finding(each, group, tools))));
  if (all.ignored) groups.push(el("p", { class: "none" }, `${counted(all.ignored, "finding is", "findings are")} ignored with a reason.`));
  return groups;
}

function finding(each, group, tools) {
  return el("article", { class: `finding ${each.severity}` },
    el("p", { class: "finding-words" },
      el("span", { class: `chip ${each.severity}` }, each.severity), " ", each.message),
    el("p", { class: "finding-help" }, each.help),
    each.fix ? el("p", { class: "finding-fix" }, el("span", {}, "Mended by "), el("code", {}, each.fix), " ", copyButton(each.fix)) : null,
    el("p", { class: "finding-place" },
      el("code", {}, `${each.path}:${each.line}`), el("span", { class: "code" }, each.code),
      button("Show", () => tools.jump(group.item, each.words, each.path, each.line), { "aria-label": `Show ${each.code} in the page` }),
      button("Open", () => tools.open(each.path, each.line), { class: "quiet", "aria-label": `Open ${each.path} at line ${each.line}` })));
}

// --- Links ---

export function links(all, tools) {
  if (all.links.length === 0) return none("There are no links.");
  const kinds = new Map();
  for (const each of all.links) kinds.set(each.kind, (kinds.get(each.kind) ?? 0) + 1);
  return [
    el("p", { class: "sum" }, [...kinds].map(([kind, number]) => `${number} ${kind}`).join(", ")),
    el("ol", { class: "rows" }, all.links.map((each) => el("li", {},
      button(each.words, () => tools.link(each.number, each.item, each.target), { class: "row-title" }),
      el("span", { class: "row-more target" }, each.target),
      el("span", { class: "row-more" },
        [each.kind, itemName(each.item, tools), each.size_in_bytes ? kilobytes(each.size_in_bytes) : ""].filter(Boolean).join(" · ")),
      each.repeats > 1 && each.kind !== "in this e-mail" ? el("span", { class: "chip" }, `${each.repeats} times`) : null,
      each.other_targets ? el("span", { class: "chip warning" }, "same words lead elsewhere") : null))),
  ];
}

// --- Images ---

export function pictures(all, tools) {
  if (all.pictures.length === 0) return none("There are no images.");
  return [el("ol", { class: "rows" }, all.pictures.map((each) => el("li", {},
    button(each.name, () => tools.picture(each.name, each.item), { class: "row-title" }),
    el("span", { class: "row-more" },
      [kilobytes(each.size_in_bytes), each.width ? `${each.width} × ${each.height}` : "", itemName(each.item, tools)].filter(Boolean).join(" · ")),
    el("span", { class: "row-more" }, each.is_decorative ? "Decorative: screen readers pass it by" : `“${each.alt}”`),
    each.consent && !each.needs_consent ? el("span", { class: "row-more" }, each.consent) : null,
    each.needs_consent ? el("span", { class: "chip warning" }, each.consent) : null)))];
}

// --- Contacts ---

export function contacts(all, tools) {
  if (all.contacts.length === 0) return none("No contact's details are printed.");
  return [el("ol", { class: "rows" }, all.contacts.map((each) => el("li", {},
    button(each.name, () => tools.open(each.path, 1), { class: "row-title", "aria-label": `Open ${each.name} in the editor` }),
    el("span", { class: "row-more" }, each.details.join(", ")),
    el("span", { class: each.is_stale ? "chip warning" : "row-more" },
      each.verified ? `Verified ${each.verified}` : "Never verified"))))];
}

// --- Size ---

export function size(all, tools) {
  const sizes = all.sizes;
  const share = Math.min(1, sizes.html / sizes.cut);
  const state = sizes.html > sizes.cut ? "error" : sizes.html > sizes.near ? "warning" : "fine";
  const says = {
    error: "Gmail cuts the end off. Its line is drawn in the page.",
    warning: "Near the point at which Gmail cuts.",
    fine: `${kilobytes(sizes.cut - sizes.html)} left until Gmail cuts.`,
  }[state];
  const most = Math.max(...sizes.shares.map((each) => each.size_in_bytes), 1);
  return [
    el("p", { class: "sum" }, el("strong", {}, kilobytes(sizes.html)), ` of ${kilobytes(sizes.cut)}. ${says}`),
    bar(share, state, "Size of the HTML against the point at which Gmail cuts"),
    el("p", { class: "row-more" }, `Plain text ${kilobytes(sizes.text)}, images ${kilobytes(sizes.pictures)}, attached files ${kilobytes(sizes.attachments)}, ${counted(sizes.words, "word")}`),
    el("h3", {}, "Share of each item"),
    el("ol", { class: "rows shares" }, sizes.shares.map((each) => el("li", {},
      each.item
        ? button(each.title, () => tools.jump(each.item, ""), { class: "row-title" })
        : el("span", { class: "row-title plain" }, each.title),
      el("span", { class: "row-more" }, `${kilobytes(each.size_in_bytes)} · ${counted(each.words, "word")}`),
      bar(each.size_in_bytes / most, "fine")))),
  ];
}

function bar(share, state, label = "") {
  const inside = el("span", { class: `bar-inside ${state}` });
  inside.style.width = `${Math.max(1, share * 100)}%`;
  return el("span", label ? { class: "bar", role: "img", "aria-label": `${label}: ${Math.round(share * 100)} %` } : { class: "bar", "aria-hidden": "true" }, inside);
}

// --- Client support ---

export function clients(all) {
  const { note, clients: programs } = all.support;
  if (programs.length === 0) return none(note);
  return [
    el("p", { class: "row-more" }, note),
    el("ol", { class: "rows" }, programs.map((each) => el("li", {},
      el("span", { class: "row-title plain" }, `${each.name}, ${each.share} % of readers`),
      lacking(each.lacking)))),
    el("p", { class: "row-more" }, "After caniemail.com. What only makes an e-mail prettier does no harm where it is left out."),
  ];
}

function lacking(all) {
  if (all.length === 0) return el("span", { class: "row-more" }, "Shows everything as it is written");
  const harmful = all.filter((each) => each.instead);
  const pretty = all.filter((each) => !each.instead);
  return [
    harmful.length ? el("ul", { class: "notes" }, harmful.map((each) => el("li", {},
      el("strong", {}, each.feature), ` is left out (${each.tested}). ${each.instead}`))) : null,
    pretty.length ? el("details", { class: "row-more" },
      el("summary", {}, `${counted(pretty.length, "nicety is", "niceties are")} left out`),
      pretty.map((each) => each.feature).join(", ")) : null,
  ];
}

// --- Outline ---

export function outline(all, tools) {
  if (all.headings.length === 0) return none("There are no headings.");
  return [
    el("p", { class: "sum" }, "The headings, as a screen reader lists them."),
    el("ol", { class: "outline" }, all.headings.map((each) => el("li", { class: `level-${each.level}` },
      el("span", { class: "level" }, `H${each.level}`),
      button(each.words || "(empty heading)", () => tools.heading(each.number, each.item), { class: "row-title" }),
      each.is_skip ? el("span", { class: "chip warning" }, "skips a level") : null))),
  ];
}

// --- Reading age ---

export function reading(all, tools) {
  const { whole, aim, texts } = all.ages;
  if (!whole) return none("There are too few words to tell a reading age.");
  return [
    el("p", { class: "sum" }, "Read without effort at the age of ", el("strong", {}, String(whole)), `. The aim is ${aim} or below.`),
    el("p", { class: "row-more" }, "Flesch-Kincaid grade plus 5. It counts words and syllables, and knows nothing of sense."),
    el("ol", { class: "rows" }, texts.map((each) => el("li", {},
      button(each.title, () => tools.jump(each.item, ""), { class: "row-title" }),
      el("span", { class: each.age > aim ? "chip warning" : "row-more" }, `Age ${each.age}`),
      el("span", { class: "row-more" }, counted(each.words, "word"))))),
  ];
}

// --- Who sees what ---

export function readers(all, tools) {
  const { variants, levels, rows } = all.readers;
  const differing = rows.filter((row) => row.reasons.some(Boolean));
  return [
    el("p", { class: "sum" }, differing.length
      ? `${counted(differing.length, "item is", "items are")} left out of a variant.`
      : "Every variant holds every item."),
    el("ul", { class: "notes" }, variants.map((name, index) => el("li", {}, el("strong", {}, name), `: ${levels[index]}`))),
    el("div", { class: "wide", tabindex: "0", role: "group", "aria-label": "Items by variant" }, el("table", {},
      el("caption", { class: "unseen" }, "Which variant holds which item, and why one does not"),
      el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Item"), variants.map((name) => el("th", { scope: "col" }, name)))),
      el("tbody", {}, rows.map((row) => el("tr", {},
        el("th", { scope: "row" },
          button(row.title, () => tools.jump(row.item, "", row.path, 1), { class: "row-title" }),
          el("span", { class: "row-more" }, row.readers)),
        row.reasons.map((reason) => el("td", { class: reason ? "out" : "in" }, reason ? `Left out: ${reason}` : "Shown"))))))),
  ];
}
