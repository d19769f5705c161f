// The row of an inbox list, as three mail readers cut it.

import { el } from "./dom.js";
import { filled } from "./people.js";

const READERS = [
  { id: "outlook", name: "Outlook" },
  { id: "gmail", name: "Gmail" },
  { id: "phone", name: "A phone" },
];

/** Fill the section with the rows. */
export function showInbox(section, row, person) {
  section.hidden = !row;
  if (!row) return;
  const words = (text) => filled(text, person).map((piece) => (
    piece.kind ? el("span", { class: `merge ${piece.kind}` }, piece.words) : piece.words
  ));
  const length = (text) => filled(text, person).map((piece) => piece.words).join("").length;
  section.replaceChildren(
    el("ul", { class: "inbox-rows" }, READERS.map(({ id, name }) => el("li", { class: `inbox-row ${id}` },
      el("span", { class: "inbox-reader" }, name),
      el("span", { class: "inbox-words" },
        el("span", { class: "inbox-sender" }, row.sender),
        el("span", { class: "inbox-line" },
          el("span", { class: "inbox-subject" }, words(row.subject)),
          el("span", { class: "inbox-preheader" }, words(row.preheader))),
      ),
    ))),
    el("p", { class: "inbox-lengths" },
      `Subject ${length(row.subject)} characters, preheader ${length(row.preheader)}`),
  );
}
