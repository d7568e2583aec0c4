import { byId, make, noteParts } from "./dom.js";

const PASSING_MILLIS = 6000;

/** @typedef {{label: string, press: () => void}} Action */

/** What the page has to say during the call: lasting notices by key, passing ones, and words for screen readers. */
export class Notices {
  #place = byId("notices");
  #announcer = byId("announcer");
  /** @type {Map<string, HTMLElement>} */
  #shown = new Map();

  /**
   * @param {string} key one notice a key
   * @param {"warn" | "bad" | "good" | ""} tone
   * @param {{title: string, wayOut?: string, link?: {label: string, href: string}}} sentence
   * @param {Action[]} actions
   */
  show(key, tone, sentence, actions = []) {
    const role = tone === "bad" ? "alert" : "status";
    const notice = make("div", { class: `note ${tone}`, role }, ...noteParts(sentence, actions));
    const old = this.#shown.get(key);
    if (old?.textContent === notice.textContent) return;
    if (old) old.replaceWith(notice);
    else this.#place.append(notice);
    this.#shown.set(key, notice);
  }

  /** @param {string} key */
  hide(key) {
    this.#shown.get(key)?.remove();
    this.#shown.delete(key);
  }

  /** @param {string} key @param {string} title */
  pass(key, title) {
    this.show(key, "", { title });
    const notice = this.#shown.get(key);
    setTimeout(() => {
      if (notice === this.#shown.get(key)) this.hide(key);
    }, PASSING_MILLIS);
  }

  /** @param {string} words for screen readers alone */
  announce(words) {
    this.#announcer.textContent = words;
  }

  clear() {
    for (const key of [...this.#shown.keys()]) this.hide(key);
  }
}
