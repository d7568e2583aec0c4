// The client of a Partyline channel, without a page: signalling, one PeerConnection, who is there, and coming back after
// whatever was lost. docs/client.md tells how to use it.

import { MediaConnection } from "./connection.js";
import { Deadlines } from "./deadlines.js";
import { TypedEvents } from "./events.js";
import { RefusedError } from "./messages.js";
import { SignallingSocket } from "./signalling.js";
import { Speakers } from "./speakers.js";
import { readStatistics } from "./statistics.js";

export { RefusedError };

/** @typedef {import("./messages.js").Participant} Participant */
/** @typedef {import("./messages.js").Mode} Mode */
/** @typedef {import("./messages.js").ServerMessage} ServerMessage */
/** @typedef {import("./messages.js").ChannelMessage} ChannelMessage */
/** @typedef {import("./messages.js").JoinedMessage} JoinedMessage */
/** @typedef {import("./events.js").State} State */
/** @typedef {import("./events.js").MediaState} MediaState */
/** @typedef {import("./events.js").Slots} Slots */
/** @typedef {import("./events.js").JoinOptions} JoinOptions */

/** Refusals that pass by themselves while one comes back. */
const PASSING = ["busy", "draining", "full"];
const RETRY_MILLIS = 2000;
/** How long an ICE restart may take before a new PeerConnection is made. */
const RESTART_MILLIS = 4000;
/** Refusals of something else than a `join`, which may come while one is under way. */
const OF_ACTIONS = ["not-host", "no-participant"];
/** What the media of a `join` under way make good: a message that overtook it, and the end of the media before. */
const MADE_GOOD_BY_JOINING = ["not-joined", "media-failed"];
/** How long a bridge may owe its answer to a `join`. */
const ANSWER_MILLIS = 15_000;

export class PartylineClient extends TypedEvents {
  /** @type {State} */
  state = "new";
  /** @type {MediaState} */
  media = "none";
  /** @type {Participant[]} */
  roster = [];
  /** @type {Record<string, number>} */
  levels = {};
  /** @type {JoinedMessage | null} */
  joined = null;
  muted = false;
  /** @type {Mode} */
  mode = "forwarded";
  #mutedAtJoin = false;
  /** @type {SignallingSocket} */
  #socket;
  /** @type {MediaConnection | null} */
  #connection = null;
  /** The connection that a `join` under way has offered. @type {MediaConnection | null} */
  #offered = null;
  #speakers = new Speakers();
  /** @type {{voices: (string | null)[], videos: (string | null)[]}} */
  #people = { voices: [], videos: [] };
  /** @type {string[]} */
  #pinned = [];
  /** @type {JoinOptions | null} */
  #options = null;
  /** @type {{resolve: (message: any) => void, reject: (error: Error) => void} | null} */
  #waiting = null;
  #deadlines = new Deadlines();
  #hurry = () => this.#socket.hurry();

  /** @param {{channel: string, token?: string | null, url?: string}} where `url` is the bridge's `/ws` */
  constructor({ channel, token = null, url = defaultUrl() }) {
    super();
    this.channel = channel;
    this.token = token;
    this.#socket = new SignallingSocket(url);
    this.#socket.addEventListener("open", () => this.#opened());
    this.#socket.addEventListener("message", (event) => this.#received(/** @type {CustomEvent} */ (event).detail));
    this.#socket.addEventListener("lost", () => this.#lost());
    this.#socket.addEventListener("ended", (event) => {
      const { reason } = /** @type {CustomEvent} */ (event).detail;
      this.#end({ reason: reason.includes("another window") ? "elsewhere" : "closed", message: reason });
    });
    this.#speakers.addEventListener("change", () => this.tell("speaking", this.#speakers.now));
    globalThis.addEventListener?.("online", this.#hurry);
  }

  /** The PeerConnection of now; another one after the media was lost. @returns {RTCPeerConnection | null} */
  get connection() {
    return this.#connection?.peer ?? null;
  }

  /** @returns {Participant | undefined} */
  get you() {
    return this.roster.find((participant) => participant.you);
  }

  /** What is in the receive slots; null before the first `joined`. @returns {Slots | null} */
  get slots() {
    const media = this.#connection;
    if (!media) return null;
    const { voices, videos } = this.#people;
    return {
      mixed: { track: media.mixed.track },
      voices: media.voices.map(({ track }, i) => ({ participant: voices[i] ?? null, track })),
      videos: media.videos.map(({ track }, i) => ({ participant: videos[i] ?? null, track })),
    };
  }

  /**
   * Asks for the channel before joining. Waits for the bridge as long as it takes.
   *
   * @returns {Promise<ChannelMessage>} rejected with a {@link RefusedError}
   */
  look() {
    return this.#request("connecting", () => this.#sendLook());
  }

  /**
   * Joins; from then on this client comes back by itself, until `leave` or `ended`.
   *
   * @param {JoinOptions} options
   * @returns {Promise<JoinedMessage>} rejected with a {@link RefusedError}; then `join` may be called again
   */
  join(options) {
    this.#options = { ...options };
    this.#mute(options.muted ?? false);
    this.mode = options.mode ?? "forwarded";
    return this.#request("joining", () => this.#sendJoin());
  }

  leave() {
    this.#socket.send({ type: "leave" });
    this.#end({ reason: "left", message: "You left." });
  }

  /** @param {boolean} muted */
  setMuted(muted) {
    this.#mute(muted);
    this.#socket.send({ type: "mute", muted });
    this.tell("muted", { muted, by: null });
  }

  /** Another's microphone, for hosts. @param {string} participant @param {boolean} muted */
  muteParticipant(participant, muted) {
    this.#socket.send({ type: "mute", muted, participant });
  }

  /** For hosts. @param {string} participant */
  removeParticipant(participant) {
    this.#socket.send({ type: "remove", participant });
  }

  /** Whose video comes first. @param {string[]} participants */
  pin(participants) {
    this.#pinned = participants;
    this.#socket.send({ type: "pin", participants });
  }

  /** @param {Mode} mode */
  setMode(mode) {
    this.mode = mode;
    this.#socket.send({ type: "mode", mode });
  }

  /** @param {MediaStreamTrack | null} track null sends nothing */
  async setMicrophone(track) {
    if (this.#options) this.#options.microphone = track;
    this.#mute(this.muted);
    await Promise.all(this.#connections().map((media) => media.setMicrophone(track)));
  }

  /** @param {MediaStreamTrack | null} track null is a camera that is off */
  async setCamera(track) {
    if (this.#options) this.#options.camera = track;
    this.#socket.send({ type: "camera", on: track !== null });
    await Promise.all(this.#connections().map((media) => media.setCamera(track)));
  }

  /** Tries the media anew, as after a change of network. */
  reconnectMedia() {
    if (this.state === "joined" && !this.#offered) this.#sendJoin();
  }

  /** @returns {Promise<import("./statistics.js").Statistics | null>} */
  async statistics() {
    const slots = this.slots;
    return this.#connection && slots ? readStatistics(this.#connection, slots) : null;
  }

  /** @param {State} state */
  #become(state) {
    if (state === this.state || this.state === "ended") return;
    this.state = state;
    this.tell("state", state);
  }

  /** Muted means that no sound leaves this machine, whatever the bridge does with it. @param {boolean} muted */
  #mute(muted) {
    this.muted = muted;
    if (this.#options?.microphone) this.#options.microphone.enabled = !muted;
  }

  #connections() {
    return [this.#connection, this.#offered].filter((media) => media !== null);
  }

  /** @template T @param {State} state @param {() => void} send @returns {Promise<T>} */
  #request(state, send) {
    return new Promise((resolve, reject) => {
      if (this.#waiting || this.joined) throw new Error("One look or join at a time");
      this.#waiting = { resolve, reject };
      this.#become(state);
      if (this.#socket.isOpen) send();
      else this.#socket.open();
    });
  }

  /** @param {(waiting: {resolve: (message: any) => void, reject: (error: Error) => void}) => void} settle */
  #settle(settle) {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting) settle(waiting);
    return waiting !== null;
  }

  #opened() {
    if (this.state === "connecting") this.#sendLook();
    else if (this.state === "joining" || this.state === "reconnecting") this.#sendJoin();
  }

  #sendLook() {
    this.#socket.send({ type: "look", channel: this.channel, ...(this.token && { token: this.token }) });
  }

  /** A new PeerConnection each time: the bridge may have lost its end, and a used one can't begin again. */
  async #sendJoin() {
    this.#deadlines.cancel("retry");
    const options = this.#options;
    if (!options || this.state === "ended") return;
    this.#offered?.close();
    const media = new MediaConnection({ microphone: options.microphone ?? null, camera: options.camera ?? null });
    this.#offered = media;
    const offer = await media.offer();
    if (this.#offered !== media) return;
    const resume = this.joined?.resume ?? options.resume;
    this.#mutedAtJoin = this.muted;
    this.#socket.send({
      type: "join",
      channel: this.channel,
      name: options.name,
      offer,
      mode: this.mode,
      muted: this.muted,
      camera: Boolean(options.camera),
      ...(this.token && { token: this.token }),
      ...(options.pin && { pin: options.pin }),
      ...(resume && { resume }),
    });
    // On a new socket, so that an answer that is merely late can't be taken for that to another offer.
    this.#deadlines.set("answer", ANSWER_MILLIS, () => this.#socket.renew());
  }

  #lost() {
    for (const name of ["answer", "restart", "retry"]) this.#deadlines.cancel(name);
    this.#offered?.close();
    this.#offered = null;
    if (this.joined) this.#become("reconnecting");
  }

  /** @param {ServerMessage} message */
  #received(message) {
    switch (message.type) {
      case "channel":
        this.#become("ready");
        this.#settle(({ resolve }) => resolve(message));
        break;
      case "joined":
        this.#entered(message);
        break;
      case "answer":
        this.#connection?.answer(message.answer).catch((wrong) => this.#mediaBroken(wrong));
        break;
      case "roster":
        this.roster = message.participants;
        this.tell("roster", this.roster);
        break;
      case "levels":
        this.levels = message.levels;
        this.#speakers.levels(message.levels, performance.now());
        this.tell("levels", message.levels);
        break;
      case "slots":
        this.#people = { voices: message.voices, videos: message.videos };
        this.#tellSlots();
        break;
      case "muted":
        this.#mute(message.muted);
        this.tell("muted", { muted: message.muted, by: message.by });
        break;
      case "mode":
        this.mode = message.mode;
        this.tell("mode", message.mode);
        break;
      case "refused":
        this.#refused(new RefusedError(message));
        break;
      case "removed":
        this.#end({ reason: "removed", by: message.by, message: "You were removed from the channel." });
        break;
      case "pong":
        break;
    }
  }

  /** @param {JoinedMessage} message */
  #entered(message) {
    this.#deadlines.cancel("answer");
    const media = this.#offered;
    if (!media) return;
    this.#offered = null;
    this.#connection?.close();
    this.#connection = media;
    this.#people = { voices: [], videos: [] };
    media.addEventListener("state", () => this.#follow(media));
    media.answer(message.answer).catch((wrong) => this.#mediaBroken(wrong));
    // What was pressed since is on its way; else the bridge knows, such as that a host muted whoever was away.
    if (this.muted === this.#mutedAtJoin) this.#mute(message.muted);
    this.mode = message.mode;
    this.joined = message;
    this.#become("joined");
    this.#follow(media);
    this.#settle(({ resolve }) => resolve(message));
    this.tell("joined", message);
    this.#tellSlots();
    if (this.#pinned.length > 0) this.#socket.send({ type: "pin", participants: this.#pinned });
    const sources = () => this.#connection?.mixed.getContributingSources?.() ?? [];
    this.#speakers.start(() => ({ sources: sources(), roster: this.roster }));
  }

  /** @param {RefusedError} refused */
  #refused(refused) {
    const { reason } = refused;
    if (OF_ACTIONS.includes(reason)) this.tell("refused", refused);
    else if (this.#offered) this.#joinRefused(refused);
    else if (this.#settle(({ reject }) => reject(refused))) this.#become("ready");
    else if (reason === "media-failed") this.#deadlines.set("retry", RETRY_MILLIS, () => this.reconnectMedia());
    else if (["offer", "not-joined"].includes(reason)) this.reconnectMedia();
    else this.tell("refused", refused);
  }

  /** @param {RefusedError} refused */
  #joinRefused(refused) {
    const { reason, message, retryAfterMillis = RETRY_MILLIS } = refused;
    if (MADE_GOOD_BY_JOINING.includes(reason)) return;
    this.#deadlines.cancel("answer");
    this.#offered?.close();
    this.#offered = null;
    if (this.#settle(({ reject }) => reject(refused))) this.#become("ready");
    else if (PASSING.includes(reason)) this.#deadlines.set("retry", retryAfterMillis, () => this.#sendJoin());
    else this.#end({ reason, message });
  }

  /** @param {MediaConnection} media */
  #follow(media) {
    if (media !== this.#connection || this.media === media.state) return;
    this.media = media.state;
    this.tell("media", media.state);
    this.#deadlines.cancel("restart");
    if (media.state === "interrupted") this.#restart(media);
    else if (media.state === "failed") this.reconnectMedia();
  }

  /** The network changed, say: first another way for the same connection, which keeps its keys. @param {MediaConnection} media */
  async #restart(media) {
    this.#deadlines.set("restart", RESTART_MILLIS, () => this.reconnectMedia());
    const offer = await media.offer({ restart: true });
    if (media === this.#connection) this.#socket.send({ type: "offer", offer });
  }

  /** @param {unknown} wrong */
  #mediaBroken(wrong) {
    console.warn("The bridge's answer was not understood", wrong);
    this.#deadlines.set("retry", RETRY_MILLIS, () => this.reconnectMedia());
  }

  #tellSlots() {
    const slots = this.slots;
    if (slots) this.tell("slots", slots);
  }

  /** @param {{reason: string, by?: string, message: string}} why */
  #end(why) {
    if (this.state === "ended") return;
    this.#deadlines.cancelAll();
    this.#speakers.stop();
    globalThis.removeEventListener?.("online", this.#hurry);
    for (const media of this.#connections()) media.close();
    this.#socket.close();
    this.#settle(({ reject }) => reject(new RefusedError(why)));
    this.#become("ended");
    this.tell("ended", why);
  }
}

function defaultUrl() {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
