import { icon, make } from "./dom.js";
import { Tile } from "./tile.js";

const GAP = 10;
/** Above so many, those without a picture are names in a row. */
const MOST_TILES = 16;
const NARROW = 560;
const STRIP_HEIGHT = 112;

/** @typedef {import("./messages.js").Participant} Participant */

/** Everybody, in the order of joining, oneself last; nobody's place changes because somebody speaks. */
export class Grid {
  /** @type {Map<string, Tile>} */
  #tiles = new Map();
  /** @type {Participant[]} */
  #roster = [];
  /** @type {import("./events.js").Slots | null} */
  #slots = null;
  /** @type {MediaStreamTrack | null} */
  #ownPicture = null;
  /** @type {Set<string>} */
  #speaking = new Set();
  /** @type {string | null} */
  pinned = null;
  #place;
  #rest;
  #onPin;

  /** @param {HTMLElement} place @param {HTMLElement} rest @param {(pinned: string | null) => void} onPin */
  constructor(place, rest, onPin) {
    this.#place = place;
    this.#rest = rest;
    this.#onPin = onPin;
    new ResizeObserver(() => this.#layOut()).observe(place);
  }

  /** @param {Participant[]} roster */
  people(roster) {
    this.#roster = roster;
    if (this.pinned && !roster.some(({ id }) => id === this.pinned)) this.#pin(null);
    this.#draw();
  }

  /** @param {import("./events.js").Slots} slots */
  slots(slots) {
    this.#slots = slots;
    this.#draw();
  }

  /** @param {MediaStreamTrack | null} track */
  own(track) {
    this.#ownPicture = track;
    this.#draw();
  }

  /** @param {Set<string>} speaking */
  speaking(speaking) {
    this.#speaking = speaking;
    for (const [id, tile] of this.#tiles) tile.speak(speaking.has(id));
    for (const chip of this.#rest.children) {
      chip.classList.toggle("speaking", speaking.has(/** @type {HTMLElement} */ (chip).dataset.participant ?? ""));
    }
  }

  /** @param {Participant} participant @returns {MediaStreamTrack | null} */
  #trackOf(participant) {
    if (participant.you) return this.#ownPicture;
    if (!participant.camera) return null;
    return this.#slots?.videos.find((slot) => slot.participant === participant.id)?.track ?? null;
  }

  #draw() {
    const others = this.#roster.filter(({ you }) => !you);
    // Alone, one sees oneself beside the invitation, not as a crowd of one.
    const people = [...others, ...this.#roster.filter(({ you }) => you)];
    const crowded = people.length > MOST_TILES;
    const inGrid = people.filter((person) => !crowded || person.you || person.id === this.pinned || this.#trackOf(person));
    const tiled = crowded && inGrid.length < 2 ? [...people.slice(0, MOST_TILES - 1), ...people.slice(-1)] : inGrid;
    for (const [id, tile] of this.#tiles) {
      if (tiled.some((person) => person.id === id)) continue;
      tile.close();
      this.#tiles.delete(id);
    }
    tiled.forEach((person, i) => {
      const tile = this.#tiles.get(person.id) ?? new Tile(() => this.#pin(this.pinned === person.id ? null : person.id));
      this.#tiles.set(person.id, tile);
      tile.show(person, { track: this.#trackOf(person), pinned: person.id === this.pinned });
      tile.speak(this.#speaking.has(person.id));
      // Moving an element restarts its picture, so only what is out of place is moved.
      if (this.#place.children[i] !== tile.element) this.#place.insertBefore(tile.element, this.#place.children[i] ?? null);
    });
    this.#drawRest(people.filter((person) => !tiled.includes(person)));
    this.#layOut();
  }

  /** @param {Participant[]} people */
  #drawRest(people) {
    this.#rest.hidden = people.length === 0;
    this.#rest.replaceChildren(
      ...people.map(({ id, name, kind, muted }) => {
        const chip = make("li", { "data-participant": id }, icon(kind === "phone" ? "phone" : muted ? "mic-off" : "mic"), name);
        chip.classList.toggle("speaking", this.#speaking.has(id));
        return chip;
      }),
    );
  }

  /** @param {string | null} id */
  #pin(id) {
    this.pinned = id;
    this.#onPin(id);
    this.#draw();
  }

  /** The number of columns that makes tiles largest. */
  #layOut() {
    const { clientWidth: width, clientHeight: height } = this.#place;
    const count = this.#tiles.size;
    if (width === 0 || height === 0 || count === 0) return;
    const aspect = width < NARROW ? 1 : 16 / 10;
    const pinned = this.pinned !== null && this.#tiles.has(this.pinned) && count > 1;
    this.#place.classList.toggle("with-pin", pinned);
    const set = (/** @type {string} */ name, /** @type {number} */ pixels) =>
      this.#place.style.setProperty(name, `${Math.floor(pixels)}px`);
    if (pinned) {
      set("--tile-width", STRIP_HEIGHT * (width < NARROW ? 1 : 16 / 10));
      set("--tile-height", STRIP_HEIGHT);
      set("--pinned-height", Math.min(height - STRIP_HEIGHT - GAP, width * 0.75));
      return;
    }
    let best = 0;
    for (let columns = 1; columns <= count; columns++) {
      const rows = Math.ceil(count / columns);
      const byWidth = (width - GAP * (columns - 1)) / columns;
      const byHeight = ((height - GAP * (rows - 1)) / rows) * aspect;
      best = Math.max(best, Math.min(byWidth, byHeight));
    }
    const tile = Math.max(best, Math.min(140, (width - GAP) / 2));
    set("--tile-width", tile);
    set("--tile-height", tile / aspect);
  }
}
