// The page of the preview: what is chosen, what is told by the server, and what is painted.

import { Chooser } from "./chooser.js";
import { button, byId, el } from "./dom.js";
import { showInbox } from "./inbox.js";
import { Keys } from "./keys.js";
import { Panels, PANEL_IDS, inShort } from "./panels.js";
import { Place } from "./place.js";
import { Stage, itemOf } from "./stage.js";
import { Stream, tell } from "./stream.js";

const WIDTHS = [320, 375, 414, 600, 640];
const LEAST_WIDTH = 240;
const MOST_WIDTH = 1000;

// --- What is chosen: it stands in the address, so that it lasts when the page is loaded again ---

const kept = new URLSearchParams(location.hash.slice(1));
const chosen = {
  bulletin: kept.get("bulletin") ?? "",
  variant: kept.get("variant") ?? "",
  form: kept.get("form") ?? "email",
  dark: kept.get("dark") ?? "no",
  outlook: kept.get("outlook") ?? "no",
  pictures: kept.get("pictures") ?? "yes",
};
const looks = {
  width: clamp(Number(kept.get("width")) || usualWidth()),
  isLarge: kept.get("large") === "yes",
  person: null,
  remote: false,
};
let personName = kept.get("person") ?? "";
let people = [];
let view = null;
let titles = {};

function keep() {
  const words = { ...chosen, width: looks.width, large: looks.isLarge ? "yes" : "no", person: personName, panel: panels.at };
  history.replaceState(null, "", `#${new URLSearchParams(words)}`);
}

/** The widest of the usual ones that this screen has room for. */
function usualWidth() {
  return WIDTHS.findLast((each) => each <= innerWidth - 48) ?? WIDTHS[0];
}

function clamp(width) {
  return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, Math.round(width)));
}

// --- Parts of the page ---

const place = new Place(byId("place"), titleOf);
const stage = new Stage(
  { frame: byId("frame"), sheet: byId("sheet"), marks: byId("marks"), window: byId("window"), desk: byId("desk") },
  { picked, key: (event) => keys.hear(event), overflow: showOverflow },
);
const stream = new Stream(hear);
const chooser = new Chooser((slug) => choose({ bulletin: slug, variant: "" }));
const panels = new Panels({ titleOf, jump, link, picture, heading, open: (path, line) => place.open(path, line), compared }, keep);
if (PANEL_IDS.includes(kept.get("panel"))) panels.take(kept.get("panel"), true);

function titleOf(item) {
  return item ? titles[item] ?? item : "Around the items";
}

// --- What the server tells ---

function hear(kind, message) {
  if (kind === "view") showView(message);
  else if (kind === "panels") showPanels(message);
  else if (kind === "workspace") showWorkspace(message);
  else if (kind === "found") byId("notices").querySelector(".lost")?.remove();
  else if (kind === "lost") lost("The preview does not answer. If it was stopped, start `ebulletin preview` again; it gives a new address.");
  else lost("The preview was ended, or this page gave way to another one.");
}

function lost(words) {
  byId("notices").querySelector(".lost")?.remove();
  byId("notices").prepend(el("div", { class: "notice error lost" }, el("p", {}, words), button("Look on here", listen)));
}

async function showView(told) {
  view = told;
  chosen.bulletin = told.selection.bulletin;
  if (told.html !== null) chosen.variant = told.selection.variant;
  showVariants(told.variants);
  showFaults(told.faults);
  mark(told.draft);
  byId("remote-switch").hidden = !told.shows_remote;
  byId("frame").title = `${formWords()}, ${chosen.variant} variant`;
  document.title = [told.draft, told.inbox?.subject ?? chosen.bulletin, "Preview"].filter(Boolean).join(" – ");
  showInbox(byId("inbox"), told.selection.form === "web" || told.selection.form === "print" ? null : told.inbox, looks.person);
  await stage.show(told, looks);
  performance.mark("painted");
  keep();
}

/** The draft mark, on screen and on every sheet of paper. */
function mark(words) {
  byId("tape").textContent = words;
  byId("tape").hidden = !words || view.html === null || view.selection.form === "print";
  stage.markDraft(words);
}

function showPanels(told) {
  panels.tell(told);
  if (told.fault) {
    byId("status").textContent = "Not checked: see the panel";
    return;
  }
  mark(told.mark);
  byId("status").textContent = [`Up to date: ${inShort(told)}`, told.approval].filter(Boolean).join(". ");
}

function showWorkspace(told) {
  for (const each of told.bulletins) if (each.slug === chosen.bulletin) showName(each);
  bulletins = told.bulletins;
  titles = told.titles;
  chooser.tell(told.bulletins);
  people = told.people;
  const select = byId("person");
  select.replaceChildren(
    el("option", { value: "" }, "nobody: fields in blank"),
    ...people.map((each) => el("option", { value: each.name }, each.name)));
  select.value = people.some((each) => each.name === personName) ? personName : "";
  readAs(select.value);
}

let bulletins = [];

function showName(bulletin) {
  byId("title").textContent = bulletin.title;
  byId("day").textContent = bulletin.day_words || bulletin.slug;
}

function showVariants(names) {
  const set = byId("variant");
  const before = [...set.querySelectorAll("input")].map((each) => each.value);
  if (before.join() !== names.join()) {
    set.querySelectorAll("label").forEach((each) => each.remove());
    set.append(...names.map((name) => el("label", {},
      el("input", { type: "radio", name: "variant", value: name, onchange: () => choose({ variant: name }) }),
      el("span", {}, name))));
  }
  for (const each of set.querySelectorAll("input")) each.checked = each.value === chosen.variant;
}

function showFaults(faults) {
  byId("notices").querySelectorAll(".fault").forEach((each) => each.remove());
  byId("notices").append(...faults.map((each) => el("div", { class: "notice error fault" },
    el("p", {}, each.path ? el("code", {}, `${each.path}:${each.line}`) : null, " ", el("strong", {}, each.message)),
    el("p", {}, each.help, view.html === null ? "" : " Below is the last view that was good."),
    each.path ? button("Open in the editor", () => place.open(each.path, each.line)) : null)));
}

function showOverflow(found) {
  const notice = byId("overflow");
  notice.hidden = found.length === 0;
  if (notice.hidden) return;
  const [first] = found;
  const inside = first.item ? ` in “${titleOf(first.item)}”` : "";
  const words = `Too wide for ${looks.width} px: ${first.name}${inside} sticks out by ${first.excess} px.`;
  if (notice.dataset.words === words) return;
  notice.dataset.words = words;
  notice.replaceChildren(el("span", {}, words), button("Show", () => stage.jump(first.element)));
}

// --- What is chosen by hand ---

function formWords() {
  return { email: "E-mail", text: "Plain text", web: "Web page", print: "Print" }[chosen.form];
}

function listen() {
  byId("notices").querySelector(".lost")?.remove();
  stream.open(chosen);
}

function choose(words) {
  Object.assign(chosen, words);
  if (words.bulletin !== undefined) {
    const listed = bulletins.find((each) => each.slug === words.bulletin);
    if (listed) showName(listed);
    place.hide();
    byId("desk").scrollTop = 0;
  }
  if (words.bulletin !== undefined || words.variant !== undefined) panels.tell(null);
  byId("status").textContent = "";
  showControls();
  keep();
  listen();
}

function showControls() {
  for (const each of document.querySelectorAll('input[name="form"]')) each.checked = each.value === chosen.form;
  for (const each of document.querySelectorAll('input[name="width"]')) each.checked = Number(each.value) === looks.width;
  byId("dark").value = chosen.dark;
  byId("outlook").checked = chosen.outlook === "yes";
  byId("pictures-off").checked = chosen.pictures === "no";
  byId("large").checked = looks.isLarge;
  const isEmail = chosen.form === "email";
  byId("outlook").disabled = !isEmail;
  byId("width").disabled = chosen.form === "print";
  for (const each of byId("dark").options) each.disabled = !isEmail && (each.value === "partly" || each.value === "fully");
  const grip = byId("grip");
  grip.hidden = chosen.form === "print";
  grip.setAttribute("aria-valuenow", String(looks.width));
  grip.setAttribute("aria-valuetext", `${looks.width} pixels`);
  grip.dataset.words = String(looks.width);
}

function setWidth(width) {
  looks.width = clamp(width);
  showControls();
  stage.setWidth(looks.width);
  keep();
}

function readAs(name) {
  personName = name;
  const person = people.find((each) => each.name === name) ?? null;
  if (person === looks.person) return;
  looks.person = person;
  if (view) {
    showInbox(byId("inbox"), byId("inbox").hidden ? null : view.inbox, person);
    stage.repaint(looks);
  }
  keep();
}

function setLarge(isLarge) {
  looks.isLarge = isLarge;
  showControls();
  stage.repaint(looks);
  keep();
}

const otherDark = () => {
  const kinds = chosen.form === "email" ? ["no", "asked", "partly", "fully"] : ["no", "asked"];
  choose({ dark: kinds[(kinds.indexOf(chosen.dark) + 1) % kinds.length] });
};

byId("form").addEventListener("change", (event) => choose({ form: event.target.value, ...(event.target.value === "email" || chosen.dark === "no" ? {} : { dark: "asked" }) }));
byId("width").addEventListener("change", (event) => setWidth(Number(event.target.value)));
byId("dark").addEventListener("change", (event) => choose({ dark: event.target.value }));
byId("outlook").addEventListener("change", (event) => choose({ outlook: event.target.checked ? "yes" : "no" }));
byId("pictures-off").addEventListener("change", (event) => choose({ pictures: event.target.checked ? "no" : "yes" }));
byId("large").addEventListener("change", (event) => setLarge(event.target.checked));
byId("person").addEventListener("change", (event) => readAs(event.target.value));
byId("read").addEventListener("click", () => tell("read"));
byId("remote").addEventListener("change", (event) => {
  looks.remote = event.target.checked;
  stage.repaint(looks);
});

const grip = byId("grip");
grip.addEventListener("pointerdown", (event) => {
  grip.setPointerCapture(event.pointerId);
  const start = event.clientX;
  const width = looks.width;
  byId("sheet").classList.add("dragged");
  // The sheet stands in the middle, so it grows on both sides.
  const share = byId("desk").clientWidth > width ? 2 : 1;
  grip.onpointermove = (move) => setWidth(width + (move.clientX - start) * share);
  grip.onpointerup = grip.onpointercancel = () => {
    grip.onpointermove = null;
    byId("sheet").classList.remove("dragged");
  };
});
grip.addEventListener("keydown", (event) => {
  const step = event.shiftKey ? 50 : 10;
  const there = {
    ArrowRight: looks.width + step, ArrowUp: looks.width + step, ArrowLeft: looks.width - step,
    ArrowDown: looks.width - step, Home: LEAST_WIDTH, End: MOST_WIDTH,
  }[event.key];
  if (there === undefined) return;
  event.preventDefault();
  setWidth(there);
});

// --- Between page and files ---

function picked(element) {
  const block = element.closest("p, li, td, th, h1, h2, h3, h4, h5, h6, dt, dd, img, pre, a") ?? element;
  stage.light(block.localName === "pre" ? null : block);
  const words = block.localName === "pre" ? lineUnder(block) : block.getAttribute("alt") || block.textContent;
  const href = element.closest("a")?.getAttribute("href") ?? "";
  if (href.startsWith("#")) stage.doc.getElementById(href.slice(1))?.scrollIntoView({ block: "start" });
  place.find(chosen.bulletin, itemOf(block), words, href);
}

/** In plain text, the line that was clicked. */
function lineUnder(block) {
  const selection = stage.doc.getSelection();
  const at = selection?.anchorNode && block.contains(selection.anchorNode) ? selection.anchorOffset : 0;
  const text = block.textContent;
  return text.slice(text.lastIndexOf("\n", at - 1) + 1, (text.indexOf("\n", at) + 1 || text.length + 1) - 1);
}

function jump(item, words, path = "", line = 1) {
  const found = stage.item(item);
  stage.jump(stage.block(found ?? stage.doc.body, words) ?? found);
  if (path) place.show(path, line, item);
  else place.find(chosen.bulletin, item, words || titleOf(item));
}

function link(number, item, target) {
  const found = stage.doc.querySelectorAll("a[href]")[number];
  stage.jump(found);
  place.find(chosen.bulletin, item, found?.textContent ?? "", target);
}

function picture(name, item) {
  stage.jump(stage.doc.querySelector(`img[src$="/${CSS.escape(name)}"]`));
  place.find(chosen.bulletin, item, name);
}

function heading(number, item) {
  const found = stage.doc.querySelectorAll("h1, h2, h3, h4, h5, h6")[number];
  stage.jump(found);
  place.find(chosen.bulletin, item, found?.textContent ?? "");
}

function step(by) {
  const items = stage.items();
  if (items.length === 0) return;
  const here = items.findIndex((each) => each === stage.lit || each.contains(stage.lit));
  const there = items[(here + by + items.length) % items.length] ?? items[0];
  stage.jump(there);
  place.find(chosen.bulletin, itemOf(there), titleOf(itemOf(there)));
}

function compared() {
  return {
    selection: { bulletin: chosen.bulletin, variant: chosen.variant },
    others: (view?.variants ?? []).filter((each) => each !== chosen.variant),
  };
}

function nextOf(all, value) {
  return all[(all.indexOf(value) + 1) % all.length];
}

const keys = new Keys([
  ["/", "Choose a bulletin", () => chooser.open()],
  ["v", "Next variant", () => choose({ variant: nextOf(view?.variants ?? [""], chosen.variant) })],
  ["1", "E-mail", () => choose({ form: "email" })],
  ["2", "Plain text", () => choose({ form: "text" })],
  ["3", "Web page", () => choose({ form: "web" })],
  ["4", "Print", () => choose({ form: "print" })],
  ["w", "Next width", () => setWidth(WIDTHS.find((each) => each > looks.width) ?? WIDTHS[0])],
  ["d", "Next kind of dark", otherDark],
  ["i", "Images off or on", () => choose({ pictures: chosen.pictures === "no" ? "yes" : "no" })],
  ["t", "200 % text", () => setLarge(!looks.isLarge)],
  ["o", "Outlook", () => { if (chosen.form === "email") choose({ outlook: chosen.outlook === "yes" ? "no" : "yes" }); }],
  ["j", "Next item", () => step(1)],
  ["k", "Item before", () => step(-1)],
  ["e", "Open the item in the editor", () => place.open()],
  ["p", "Next panel", () => panels.take(nextOf(PANEL_IDS, panels.at))],
  ["r", "Read the files again", () => tell("read")],
  ["?", "These keys", () => keys.open()],
]);

showControls();
listen();
