import { changeIcon, icon, make, say } from "./dom.js";
import { condition, initials, tint } from "./tile.js";

/** @typedef {import("./messages.js").Participant} Participant */
/** @typedef {{mute: (id: string, muted: boolean) => void, lowerHand: (id: string) => void, remove: (participant: Participant) => void}} HostActions */

/** The list of people. Rows stay where they are while somebody tabs through them. */
export class RosterList {
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();
  #place;
  #actions;

  /** @param {HTMLElement} place @param {HostActions} actions */
  constructor(place, actions) {
    this.#place = place;
    this.#actions = actions;
  }

  /** @param {Participant[]} roster @param {boolean} host whether the reader is one */
  people(roster, host) {
    for (const [id, row] of this.#rows) {
      if (roster.some((participant) => participant.id === id)) continue;
      row.remove();
      this.#rows.delete(id);
    }
    roster.forEach((participant, i) => {
      const row = this.#rows.get(participant.id) ?? this.#newRow(participant);
      this.#rows.set(participant.id, row);
      this.#fill(row, participant, host);
      if (this.#place.children[i] !== row) this.#place.insertBefore(row, this.#place.children[i] ?? null);
    });
  }

  /** @param {Set<string>} speaking */
  speaking(speaking) {
    for (const [id, row] of this.#rows) row.classList.toggle("speaking", speaking.has(id));
  }

  /** @param {Participant} participant */
  #newRow(participant) {
    const face = make("span", { class: `face ${tint(participant.name)}`, "aria-hidden": "true" });
    face.append(participant.kind === "phone" ? icon("phone") : initials(participant.name));
    const words = make("span", { class: "words" }, make("span", { class: "who" }), make("small", {}));
    const row = make("li", { "data-participant": participant.id }, face, words);
    const hand = make("button", { type: "button", class: "hand", hidden: true }, icon("hand"));
    hand.addEventListener("click", () => this.#actions.lowerHand(participant.id));
    row.append(hand, make("span", { class: "signs" }, icon("mic"), make("span", { class: "hidden microphone" })));
    return row;
  }

  /** @param {HTMLElement} row @param {Participant} participant @param {boolean} host */
  #fill(row, participant, host) {
    const { name, role, muted, you } = participant;
    const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (row.querySelector(selector));
    say(part(".who"), name);
    const about = [you && "you", role === "host" && "host", condition(participant)];
    say(part("small"), about.filter(Boolean).join(" · "));
    part("small").hidden = !about.some(Boolean);
    row.classList.toggle("dim", condition(participant) !== null);
    row.classList.toggle("is-muted", muted);
    changeIcon(part(".signs"), muted ? "mic-off" : "mic");
    say(part(".microphone"), muted ? "muted" : "");
    this.#hand(/** @type {HTMLButtonElement} */ (part(".hand")), participant, host || you);
    this.#hostControls(row, participant, host && !you);
  }

  /** A sign for all; for a host, and for whoever raised it, it takes the hand down. @param {HTMLButtonElement} hand @param {Participant} participant @param {boolean} mayLower */
  #hand(hand, { name, hand: raised, you }, mayLower) {
    hand.hidden = !raised;
    hand.disabled = !mayLower;
    const whose = you ? "your hand" : `the hand of ${name}`;
    label(hand, mayLower ? `Take down ${whose}` : `${name} raises the hand`);
  }

  /** @param {HTMLElement} row @param {Participant} participant @param {boolean} shown */
  #hostControls(row, participant, shown) {
    const old = row.querySelector(".host");
    if (!shown) {
      old?.remove();
      row.classList.remove("hosted");
      return;
    }
    const { id, name, muted } = participant;
    const place = /** @type {HTMLElement} */ (old ?? this.#newHostControls(row, participant));
    const mute = /** @type {HTMLButtonElement} */ (place.firstElementChild);
    changeIcon(mute, muted ? "mic-off" : "mic");
    label(mute, `${muted ? "Unmute" : "Mute"} ${name}`);
    mute.onclick = () => this.#actions.mute(id, !muted);
  }

  /** @param {HTMLElement} row @param {Participant} participant */
  #newHostControls(row, participant) {
    const mute = make("button", { type: "button", class: "round bare" }, icon("mic"));
    const remove = make("button", { type: "button", class: "round bare" }, icon("remove"));
    label(remove, `Remove ${participant.name}`);
    // The second press means it.
    remove.addEventListener("click", () => {
      if (remove.classList.contains("sure")) this.#actions.remove(participant);
      remove.classList.add("sure");
      remove.replaceChildren("Remove?");
      label(remove, `Remove? Press again to remove ${participant.name}`);
    });
    remove.addEventListener("blur", () => {
      remove.classList.remove("sure");
      remove.replaceChildren(icon("remove"));
      label(remove, `Remove ${participant.name}`);
    });
    const place = make("span", { class: "host" }, mute, remove);
    row.classList.add("hosted");
    row.append(place);
    return place;
  }
}

/** @param {HTMLElement} button @param {string} words */
function label(button, words) {
  button.setAttribute("aria-label", words);
  button.title = words;
}
