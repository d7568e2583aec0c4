import { TypedEvents } from "./events.js";

/** @typedef {import("./events.js").State} State */
/** @typedef {import("./events.js").MediaState} MediaState */
/** @typedef {import("./messages.js").Participant} Participant */

/** What a client knows of its call; each change is told as an event. Read only, from outside. */
export class Knowledge extends TypedEvents {
  /** @type {State} */
  state = "new";
  /** @type {MediaState} */
  media = "none";
  /** All participants, in the order of joining. @type {Participant[]} */
  roster = [];
  /** Whether a host keeps all but hosts out. */
  locked = false;
  /** Id to dBov, of those who speak. @type {Record<string, number>} */
  levels = {};
  /** The last `joined`; null before the first. @type {import("./messages.js").JoinedMessage | null} */
  joined = null;
  muted = false;
  /** @type {import("./messages.js").Mode} */
  mode = "forwarded";

  /** @returns {Participant | undefined} */
  get you() {
    return this.roster.find((participant) => participant.you);
  }

  /** @protected @param {State} state */
  become(state) {
    if (state === this.state || this.state === "ended") return;
    this.state = state;
    this.tell("state", state);
  }

  /** @protected @param {MediaState} media */
  mediaBecome(media) {
    this.media = media;
    this.tell("media", media);
  }

  /** @protected @param {Participant[]} roster @param {boolean} locked */
  learnRoster(roster, locked) {
    this.roster = roster;
    const changed = locked !== this.locked;
    this.locked = locked;
    this.tell("roster", roster);
    if (changed) this.tell("locked", locked);
  }

  /** @protected @param {Record<string, number>} levels */
  learnLevels(levels) {
    this.levels = levels;
    this.tell("levels", levels);
  }

  /** @protected @param {import("./messages.js").Mode} mode */
  learnMode(mode) {
    this.mode = mode;
    this.tell("mode", mode);
  }
}
