// Who speaks: the levels that come by signalling, five a second, and the contributing sources of the mixed bus, which
// are ahead of them.

const AUDIBLE_DBOV = -50;
/** Between two words nobody stops speaking. */
const HOLD_MILLIS = 500;
/** A contributing source is remembered by browsers for ten seconds; only fresh ones speak. */
const FRESH_MILLIS = 250;
const LOOK_EVERY_MILLIS = 100;

/** Events: `change`. */
export class Speakers extends EventTarget {
  /** Ids of those who speak. @type {Set<string>} */
  now = new Set();
  /** @type {Map<string, number>} */
  #heardAt = new Map();
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #looking;

  /** @param {() => {sources: RTCRtpContributingSource[], roster: import("./messages.js").Participant[]}} look */
  start(look) {
    clearInterval(this.#looking);
    this.#looking = setInterval(() => {
      const { sources, roster } = look();
      const nowMillis = performance.now();
      this.#sources(sources, roster, nowMillis);
      this.#settle(nowMillis);
    }, LOOK_EVERY_MILLIS);
  }

  stop() {
    clearInterval(this.#looking);
  }

  /** @param {Record<string, number>} levels @param {number} nowMillis */
  levels(levels, nowMillis) {
    for (const [id, dbov] of Object.entries(levels)) {
      if (dbov > AUDIBLE_DBOV) this.#heardAt.set(id, nowMillis);
    }
  }

  /**
   * @param {RTCRtpContributingSource[]} sources @param {import("./messages.js").Participant[]} roster
   * @param {number} nowMillis
   */
  #sources(sources, roster, nowMillis) {
    for (const { source, timestamp } of sources) {
      // Browsers differ in the clock of these stamps: some count from the page's start, some from 1970.
      const age = timestamp > 1e12 ? performance.timeOrigin + nowMillis - timestamp : nowMillis - timestamp;
      const speaker = age < FRESH_MILLIS && roster.find((participant) => participant.csrc === source);
      if (speaker) this.#heardAt.set(speaker.id, nowMillis);
    }
  }

  /** @param {number} nowMillis */
  #settle(nowMillis) {
    for (const [id, at] of this.#heardAt) {
      if (nowMillis - at > HOLD_MILLIS) this.#heardAt.delete(id);
    }
    const heard = new Set(this.#heardAt.keys());
    if (heard.size === this.now.size && [...heard].every((id) => this.now.has(id))) return;
    this.now = heard;
    this.dispatchEvent(new CustomEvent("change"));
  }
}
