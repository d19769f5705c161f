// Makes elements from words. Words are always text: nothing here, or anywhere in these scripts,
// reads them as mark-up.

/** An element with properties and children; `on...` properties become listeners. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "class") made.className = value;
    else if (value === true) made.setAttribute(name, "");
    else made.setAttribute(name, value);
  }
  made.append(...children.flat(3).filter((each) => each !== null && each !== undefined && each !== false));
  return made;
}

/** The element of that id. */
export const byId = (id) => document.getElementById(id);

/** `12.3 KB`, or bytes below one of them. */
export function kilobytes(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}

/** `12 KB`: as short as it can be said. */
export const roundKilobytes = (bytes) => `${Math.round(bytes / 1024)} KB`;

/** `1 link`, `3 links`. */
export function counted(number, noun, plural = `${noun}s`) {
  return `${number.toLocaleString("en-GB")} ${number === 1 ? noun : plural}`;
}

/** A button. */
export function button(words, onclick, properties = {}) {
  return el("button", { type: "button", onclick, ...properties }, words);
}

/** A button that puts words on the clipboard, and says so. */
export function copyButton(words, label = "Copy") {
  return button(label, async (event) => {
    const pressed = event.currentTarget;
    try {
      await navigator.clipboard.writeText(words);
      pressed.textContent = "Copied";
    } catch {
      pressed.textContent = "Not allowed here";
    }
    setTimeout(() => { pressed.textContent = label; }, 1500);
  }, { class: "quiet" });
}
