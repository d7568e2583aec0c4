import { evenTiles, tilesUnderOne } from "./layout.js";
import { Names } from "./names.js";
import { Tile } from "./tile.js";

/** So many others have a tile; the rest are names. The bridge sends as many pictures. */
const MOST_OTHERS = 9;
/** Around all tiles, as in the style sheet. */
const PADDING = 4;

/** @typedef {import("./messages.js").Participant} Participant */

/**
 * Everybody, in the order of joining, oneself last; nobody's place changes because somebody speaks. Where there are more
 * than nine others, they are who is pinned, whose picture comes, who spoke last and who came first, in this order.
 */
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
  /** Who began to speak after whom. @type {Map<string, number>} */
  #spoke = new Map();
  #beginnings = 0;
  /** @type {string | null} */
  pinned = null;
  #place;
  #names;
  #onPin;

  /** @param {HTMLElement} place @param {HTMLElement} rest @param {(pinned: string | null) => void} onPin */
  constructor(place, rest, onPin) {
    this.#place = place;
    this.#names = new Names(rest, (id) => this.#pin(id));
    this.#onPin = onPin;
    new ResizeObserver(() => this.#layOut()).observe(place);
  }

  /** @param {Participant[]} roster */
  people(roster) {
    this.#roster = roster;
    for (const id of this.#spoke.keys()) if (!roster.some((person) => person.id === id)) this.#spoke.delete(id);
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
    for (const id of speaking) if (!this.#speaking.has(id)) this.#spoke.set(id, ++this.#beginnings);
    this.#speaking = speaking;
    for (const [id, tile] of this.#tiles) tile.speak(speaking.has(id));
    this.#names.speaking(speaking);
    if ([...speaking].some((id) => !this.#tiles.has(id))) this.#draw();
  }

  /** @param {Participant} participant @returns {MediaStreamTrack | null} */
  #trackOf(participant) {
    if (participant.you) return this.#ownPicture;
    if (!participant.camera) return null;
    return this.#slots?.videos.find((slot) => slot.participant === participant.id)?.track ?? null;
  }

  /** @param {Participant[]} others @returns {Set<Participant>} those who have a tile */
  #tiled(others) {
    if (others.length <= MOST_OTHERS) return new Set(others);
    const rank = (/** @type {Participant} */ person) =>
      person.id === this.pinned ? Infinity : (this.#trackOf(person) ? 1e9 : 0) + (this.#spoke.get(person.id) ?? 0);
    // Sorting keeps the roster's order among equals.
    return new Set([...others].sort((a, b) => rank(b) - rank(a)).slice(0, MOST_OTHERS));
  }

  #draw() {
    const others = this.#roster.filter(({ you }) => !you);
    const shown = this.#tiled(others);
    const tiled = [...others.filter((person) => shown.has(person)), ...this.#roster.filter(({ you }) => you)];
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
    this.#names.show(others.filter((person) => !shown.has(person)), this.#speaking);
    this.#layOut();
  }

  /** @param {string | null} id */
  #pin(id) {
    this.pinned = id;
    this.#onPin(id);
    this.#draw();
  }

  #layOut() {
    const { clientWidth, clientHeight } = this.#place;
    const place = { width: clientWidth - 2 * PADDING, height: clientHeight - 2 * PADDING };
    const count = this.#tiles.size;
    if (place.width <= 0 || place.height <= 0 || count === 0) return;
    const pinned = this.pinned !== null && this.#tiles.has(this.pinned) && count > 1;
    this.#place.classList.toggle("with-pin", pinned);
    if (pinned) {
      const { large, small } = tilesUnderOne(place, count);
      this.#size("tile", small);
      this.#size("pinned", large);
    } else {
      this.#size("tile", evenTiles(place, count));
    }
  }

  /** @param {string} name @param {import("./layout.js").Size} size */
  #size(name, { width, height }) {
    this.#place.style.setProperty(`--${name}-width`, `${Math.floor(width)}px`);
    this.#place.style.setProperty(`--${name}-height`, `${Math.floor(height)}px`);
  }
}
