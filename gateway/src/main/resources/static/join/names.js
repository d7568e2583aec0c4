import { changeIcon, icon, make, say } from "./dom.js";
import { pinnable, shownName } from "./tile.js";

/** @typedef {import("./messages.js").Participant} Participant */

/** Those who have no tile, as names; who has a picture can be pinned from here. */
export class Names {
  /** @type {Map<string, HTMLElement>} */
  #chips = new Map();
  #place;
  #onPin;

  /** @param {HTMLElement} place @param {(id: string) => void} onPin */
  constructor(place, onPin) {
    this.#place = place;
    this.#onPin = onPin;
  }

  /** @param {Participant[]} people @param {Set<string>} speaking */
  show(people, speaking) {
    this.#place.hidden = people.length === 0;
    for (const [id, chip] of this.#chips) {
      if (people.some((person) => person.id === id)) continue;
      chip.remove();
      this.#chips.delete(id);
    }
    people.forEach((person, i) => {
      const chip = this.#chips.get(person.id) ?? this.#newChip(person);
      this.#chips.set(person.id, chip);
      const { name, kind, muted } = person;
      changeIcon(chip, kind === "phone" ? "phone" : muted ? "mic-off" : "mic");
      say(/** @type {HTMLElement} */ (chip.querySelector(".who")), shownName(person));
      if (pinnable(person)) chip.firstElementChild?.setAttribute("aria-label", `Pin ${name}`);
      if (this.#place.children[i] !== chip) this.#place.insertBefore(chip, this.#place.children[i] ?? null);
    });
    this.speaking(speaking);
  }

  /** @param {Set<string>} speaking */
  speaking(speaking) {
    for (const [id, chip] of this.#chips) chip.classList.toggle("speaking", speaking.has(id));
  }

  /** @param {Participant} person */
  #newChip(person) {
    const parts = [icon("mic"), make("span", { class: "who" })];
    const chip = make("li", { "data-participant": person.id });
    if (pinnable(person)) {
      const button = make("button", { type: "button", class: "chip" }, ...parts);
      button.addEventListener("click", () => this.#onPin(person.id));
      chip.append(button);
    } else {
      chip.append(make("span", { class: "chip" }, ...parts));
    }
    return chip;
  }
}
