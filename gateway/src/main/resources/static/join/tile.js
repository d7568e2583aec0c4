import { changeIcon, icon, make, say } from "./dom.js";

const TINTS = 6;

/** @typedef {import("./messages.js").Participant} Participant */

/** @param {string} name @returns {string} one or two letters */
export function initials(name) {
  const words = name.trim().split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return letters.map((word) => [...word.replace(/^[^\p{L}\p{N}]+/u, "")][0]?.toUpperCase() ?? "").join("") || "·";
}

/** The same colour for the same name, everywhere. @param {string} name */
export function tint(name) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return `tint-${sum % TINTS}`;
}

/** What is to be said of somebody, beside his name. @param {Participant} participant @returns {string | null} */
export function condition({ held, away }) {
  return away ? "reconnecting" : held ? "on hold" : null;
}

/** Whether one can choose to see somebody first. @param {Participant} participant */
export function pinnable({ you, kind }) {
  return !you && kind === "browser";
}

/** Beside the sign of a telephone, the number is enough. @param {Participant} participant */
export function shownName({ name, kind, you }) {
  return you ? `${name} (you)` : kind === "phone" ? name.replace(/^Telephone (?=\+)/, "") : name;
}

/** One person in the grid: a picture, or his initials, or a telephone. */
export class Tile {
  #video = make("video", { playsinline: true, autoplay: true, muted: true, hidden: true });
  #face = make("div", { class: "face", "aria-hidden": "true" });
  #name = make("span", { class: "who" });
  #muted = icon("mic-off");
  #condition = make("span", { class: "condition" });
  #hand = make("span", { class: "hand", hidden: true }, icon("hand"), make("span", { class: "hidden" }, "hand raised"));
  #pin = make("button", { type: "button", class: "pin" }, icon("pin"), make("span", { class: "hidden" }));
  /** @type {MediaStreamTrack | null} */
  #track = null;
  #pinnable = false;

  /** @param {() => void} pinned */
  constructor(pinned) {
    this.#video.muted = true;
    const plate = make("p", { class: "plate" }, this.#muted, this.#name);
    this.element = make("li", { class: "tile" }, this.#face, this.#video, this.#condition, this.#hand, plate, this.#pin);
    this.#pin.addEventListener("click", pinned);
    this.element.addEventListener("click", ({ target }) => {
      if (this.#pinnable && target instanceof Element && !target.closest("button")) pinned();
    });
    // Before the first picture there is nothing to see but black.
    this.#video.addEventListener("loadeddata", () => this.#reveal());
  }

  /**
   * @param {Participant} participant
   * @param {{track: MediaStreamTrack | null, pinned: boolean}} shown
   */
  show(participant, { track, pinned }) {
    const { name, kind, muted, you } = participant;
    say(this.#name, shownName(participant));
    this.#muted.toggleAttribute("hidden", !muted);
    const said = condition(participant);
    say(this.#condition, said ?? "");
    this.#condition.hidden = !said;
    this.#hand.hidden = !participant.hand;
    this.element.classList.toggle("dim", said !== null);
    this.element.classList.toggle("you", you);
    this.element.classList.toggle("phone", kind === "phone");
    this.element.classList.toggle("pinned", pinned);
    this.element.dataset.participant = participant.id;
    this.#drawFace(participant);
    this.#pinnable = pinnable(participant);
    this.#pin.hidden = !this.#pinnable;
    this.#pin.setAttribute("aria-pressed", String(pinned));
    const label = this.#pin.querySelector("span");
    if (label) say(label, `Pin ${name}`);
    this.#video.setAttribute("aria-label", `Picture of ${you ? "yourself" : name}`);
    this.#attach(track);
  }

  /** @param {boolean} speaking */
  speak(speaking) {
    this.element.classList.toggle("speaking", speaking);
  }

  close() {
    this.#video.srcObject = null;
    this.element.remove();
  }

  /** @param {Participant} participant */
  #drawFace({ name, kind }) {
    const key = `${kind} ${name}`;
    if (this.#face.dataset.key === key) return;
    this.#face.dataset.key = key;
    this.#face.className = `face ${tint(name)}`;
    this.#face.replaceChildren(make("span", {}, kind === "phone" ? icon("phone") : initials(name)));
  }

  /** @param {MediaStreamTrack | null} track */
  #attach(track) {
    if (track === this.#track) return;
    this.#track = track;
    // The last picture stays until another comes: somebody who reconnects does not flash.
    if (track) this.#video.srcObject = new MediaStream([track]);
    else this.#video.srcObject = null;
    this.#reveal();
  }

  #reveal() {
    this.#video.hidden = !this.#track || this.#video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA;
    this.element.classList.toggle("seen", !this.#video.hidden);
  }
}

/** @param {Element} place @param {boolean} muted */
export function showMicrophone(place, muted) {
  changeIcon(place, muted ? "mic-off" : "mic");
}
