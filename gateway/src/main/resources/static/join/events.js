/** @typedef {import("./messages.js").Participant} Participant */
/** @typedef {import("./messages.js").Mode} Mode */

/** @typedef {"new" | "connecting" | "ready" | "joining" | "joined" | "reconnecting" | "ended"} State */
/** @typedef {"none" | import("./connection.js").MediaState} MediaState */
/** @typedef {{participant: string | null, track: MediaStreamTrack}} Slot */
/** @typedef {{mixed: {track: MediaStreamTrack}, voices: Slot[], videos: Slot[]}} Slots */

/**
 * @typedef {object} JoinOptions
 * @property {string} name
 * @property {MediaStreamTrack | null} [microphone]
 * @property {MediaStreamTrack | null} [camera]
 * @property {boolean} [muted]
 * @property {Mode} [mode]
 * @property {string} [pin]
 * @property {string} [resume] the secret of an earlier `joined`, after a reload
 */

/**
 * @typedef {object} EventDetails what each event carries as `detail`
 * @property {State} state
 * @property {MediaState} media
 * @property {import("./messages.js").JoinedMessage} joined at the first time and after each coming back
 * @property {Participant[]} roster
 * @property {boolean} locked whether a host keeps all but hosts out, when that changes
 * @property {Record<string, number>} levels
 * @property {Set<string>} speaking ids, when somebody starts or stops to speak
 * @property {Slots} slots at each change of people or tracks
 * @property {{muted: boolean, by: string | null}} muted `by` is null where it was oneself
 * @property {Mode} mode
 * @property {import("./messages.js").RefusedError} refused a request that was not a `look` or the first `join`
 * @property {{reason: string, by?: string, message: string}} ended
 */

/** An EventTarget whose events are known. */
export class TypedEvents extends EventTarget {
  /**
   * @template {keyof EventDetails} K
   * @param {K} type
   * @param {(detail: EventDetails[K]) => void} listener
   * @returns {() => void} takes the listener away again
   */
  on(type, listener) {
    const heard = (/** @type {Event} */ event) => listener(/** @type {CustomEvent} */ (event).detail);
    this.addEventListener(type, heard);
    return () => this.removeEventListener(type, heard);
  }

  /** @protected @template {keyof EventDetails} K @param {K} type @param {EventDetails[K]} detail */
  tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
