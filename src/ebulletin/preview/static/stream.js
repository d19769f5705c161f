// Listens to the server: one stream of events for what is chosen now.

const KINDS = ["view", "workspace", "panels"];

export class Stream {
  /** `hear(kind, message)` is called for each event; for `lost`, `found` and `over` without one. */
  constructor(hear) {
    this.hear = hear;
    this.source = null;
  }

  /** Listen for this selection, and no longer for the one before. */
  open(query) {
    this.close();
    const source = new EventSource(`events?${new URLSearchParams(query)}`);
    for (const kind of KINDS) {
      source.addEventListener(kind, (event) => {
        if (source === this.source) this.hear(kind, JSON.parse(event.data));
      });
    }
    source.addEventListener("over", () => {
      this.close();
      this.hear("over");
    });
    source.onopen = () => this.hear("found");
    source.onerror = () => { if (source === this.source) this.hear("lost"); };
    this.source = source;
  }

  close() {
    this.source?.close();
    this.source = null;
  }
}

/** Ask the server once; gives an object. */
export async function ask(path, query = {}) {
  const answer = await fetch(`${path}?${new URLSearchParams(query)}`);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

/** Have the server do something; gives an object. */
export async function tell(path, words = {}) {
  const answer = await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(words),
  });
  return answer.json();
}
