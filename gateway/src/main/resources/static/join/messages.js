// The messages of the signalling, as types; docs/signalling.md says what they mean.

/** @typedef {"forwarded" | "mixed"} Mode */
/** @typedef {"guest" | "host"} Role */

/**
 * @typedef {object} Participant
 * @property {string} id
 * @property {string} name
 * @property {"phone" | "browser"} kind
 * @property {Role} role
 * @property {boolean} muted
 * @property {boolean} held
 * @property {boolean} camera
 * @property {number} [csrc] its contributing source in the mixed bus
 * @property {boolean} hand whether it asks to speak
 * @property {boolean} away its socket is lost, it may come back
 * @property {boolean} you
 */

/** @typedef {{display: string, tel: string}} DialIn */
/** @typedef {{link: string, numbers: DialIn[], pin?: string}} Invitation */

/** @typedef {{type: "channel", channel: string, pinNeeded: boolean, hostPin: boolean, awaitsHost: boolean, role: Role, participants?: number}} ChannelMessage */
/**
 * @typedef {object} JoinedMessage
 * @property {"joined"} type
 * @property {string} participant
 * @property {string} resume
 * @property {Role} role
 * @property {string} channel
 * @property {Mode} mode
 * @property {boolean} muted
 * @property {string} answer
 * @property {Invitation} invitation
 */
/** @typedef {{type: "answer", answer: string}} AnswerMessage */
/** @typedef {{type: "roster", participants: Participant[], locked: boolean}} RosterMessage */
/** @typedef {{type: "levels", levels: Record<string, number>}} LevelsMessage */
/** @typedef {{type: "slots", voices: (string | null)[], videos: (string | null)[]}} SlotsMessage */
/** @typedef {{type: "muted", muted: boolean, by: string}} MutedMessage */
/** @typedef {{type: "mode", mode: Mode}} ModeMessage */
/** @typedef {{type: "refused", reason: string, message: string, retryAfterMillis?: number}} RefusedMessage */
/** @typedef {{type: "removed", by: string}} RemovedMessage */
/** @typedef {{type: "over"}} OverMessage */
/** @typedef {{type: "pong"}} PongMessage */

/**
 * @typedef {ChannelMessage | JoinedMessage | AnswerMessage | RosterMessage | LevelsMessage | SlotsMessage
 *     | MutedMessage | ModeMessage | RefusedMessage | RemovedMessage | OverMessage | PongMessage} ServerMessage
 */

/** A `refused` as an error: `reason` is for programs, `message` is a sentence for people. */
export class RefusedError extends Error {
  /** @param {{reason: string, message: string, retryAfterMillis?: number}} refused */
  constructor(refused) {
    super(refused.message);
    this.name = "RefusedError";
    this.reason = refused.reason;
    this.retryAfterMillis = refused.retryAfterMillis;
  }
}
