// The client of a Partyline channel, without a page: signalling, one PeerConnection, who is there, and coming back after
// whatever was lost. docs/client.md tells how to use it.

import { Connections } from "./connections.js";
import { Deadlines } from "./deadlines.js";
import { Knowledge } from "./knowledge.js";
import { RefusedError } from "./messages.js";
import { consequence } from "./refusals.js";
import { SignallingSocket } from "./signalling.js";
import { Speakers } from "./speakers.js";
import { readStatistics } from "./statistics.js";

export { RefusedError };

/** @typedef {import("./messages.js").Participant} Participant */
/** @typedef {import("./messages.js").Invitation} Invitation */
/** @typedef {import("./messages.js").Mode} Mode */
/** @typedef {import("./messages.js").ServerMessage} ServerMessage */
/** @typedef {import("./messages.js").ChannelMessage} ChannelMessage */
/** @typedef {import("./messages.js").JoinedMessage} JoinedMessage */
/** @typedef {import("./events.js").State} State */
/** @typedef {import("./events.js").MediaState} MediaState */
/** @typedef {import("./events.js").Slots} Slots */
/** @typedef {import("./events.js").JoinOptions} JoinOptions */
/** @typedef {import("./events.js").EventDetails} EventDetails */
/** @typedef {import("./statistics.js").Statistics} Statistics */

const RETRY_MILLIS = 2000;
/** How long an ICE restart may take before a new PeerConnection is made. */
const RESTART_MILLIS = 4000;
/** How long a bridge may owe its answer to a `join`. */
const ANSWER_MILLIS = 15_000;

/** One person in one channel. Its events are those of {@link EventDetails}. */
export class PartylineClient extends Knowledge {
  #mutedAtJoin = false;
  /** @type {SignallingSocket} */
  #socket;
  #connections = new Connections();
  #speakers = new Speakers();
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
    this.#connections.addEventListener("state", () => this.#follow());
    this.#speakers.addEventListener("change", () => this.tell("speaking", this.#speakers.now));
    globalThis.addEventListener?.("online", this.#hurry);
  }

  /** The PeerConnection of now; another one after the media was lost. @returns {RTCPeerConnection | null} */
  get connection() {
    return this.#connections.used?.peer ?? null;
  }

  /** What is in the receive slots; null before the first `joined`. @returns {Slots | null} */
  get slots() {
    return this.#connections.slots;
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

  /** Leaves, whatever is under way. This client is done with then. */
  leave() {
    this.#socket.send({ type: "leave" });
    this.#end({ reason: "left", message: "You left." });
  }

  /** One's own microphone; muted, the track is silent as well. @param {boolean} muted */
  setMuted(muted) {
    this.#mute(muted);
    this.#socket.send({ type: "mute", muted });
    this.tell("muted", { muted, by: null });
  }

  /** Another's microphone, for hosts. @param {string} participant an id @param {boolean} muted */
  muteParticipant(participant, muted) {
    this.#socket.send({ type: "mute", muted, participant });
  }

  /** Asks to speak, or does no more. @param {boolean} raised */
  raiseHand(raised) {
    this.#socket.send({ type: "hand", raised });
  }

  /** Takes another's hand down, for hosts. @param {string} participant an id */
  lowerHand(participant) {
    this.#socket.send({ type: "hand", raised: false, participant });
  }

  /** Keeps all but hosts out, or lets them in again, for hosts. @param {boolean} locked */
  lock(locked) {
    this.#socket.send({ type: "lock", locked });
  }

  /** Sends somebody out of the channel, for hosts. @param {string} participant an id */
  removeParticipant(participant) {
    this.#socket.send({ type: "remove", participant });
  }

  /** Whose video comes first, nine at most. @param {string[]} participants ids */
  pin(participants) {
    this.#pinned = participants;
    this.#socket.send({ type: "pin", participants });
  }

  /** Others' own streams, or one mixed sound and one picture. @param {Mode} mode */
  setMode(mode) {
    this.mode = mode;
    this.#socket.send({ type: "mode", mode });
  }

  /** Another microphone. @param {MediaStreamTrack | null} track null sends nothing */
  async setMicrophone(track) {
    if (this.#options) this.#options.microphone = track;
    this.#mute(this.muted);
    await this.#connections.setMicrophone(track);
  }

  /** Another camera. @param {MediaStreamTrack | null} track null is a camera that is off */
  async setCamera(track) {
    if (this.#options) this.#options.camera = track;
    this.#socket.send({ type: "camera", on: track !== null });
    await this.#connections.setCamera(track);
  }

  /** Tries the media anew, as after a change of network. */
  reconnectMedia() {
    if (this.state === "joined" && !this.#connections.isOffering) this.#sendJoin();
  }

  /** What each stream of now has sent or received. @returns {Promise<Statistics | null>} null before the first `joined` */
  async statistics() {
    const { used, slots } = this.#connections;
    return used && slots ? readStatistics(used, slots) : null;
  }

  /** Muted means that no sound leaves this machine, whatever the bridge does with it. @param {boolean} muted */
  #mute(muted) {
    this.muted = muted;
    if (this.#options?.microphone) this.#options.microphone.enabled = !muted;
  }

  /** @template T @param {State} state @param {() => void} send @returns {Promise<T>} */
  #request(state, send) {
    return new Promise((resolve, reject) => {
      if (this.#waiting || this.joined) throw new Error("One look or join at a time");
      this.#waiting = { resolve, reject };
      this.become(state);
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

  async #sendJoin() {
    this.#deadlines.cancel("retry");
    const options = this.#options;
    if (!options || this.state === "ended") return;
    let offer;
    try {
      offer = await this.#connections.offer({ microphone: options.microphone ?? null, camera: options.camera ?? null });
    } catch (wrong) {
      this.#offerFailed(wrong);
      return;
    }
    if (offer === null) return;
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

  /** @param {unknown} wrong */
  #offerFailed(wrong) {
    console.warn("The browser could not offer a connection", wrong);
    const refused = new RefusedError({ reason: "no-offer", message: "This browser could not begin a call." });
    if (this.#settle(({ reject }) => reject(refused))) this.become("ready");
    else this.#deadlines.set("retry", RETRY_MILLIS, () => this.#sendJoin());
  }

  #lost() {
    for (const name of ["answer", "restart", "retry"]) this.#deadlines.cancel(name);
    this.#connections.giveUp();
    if (this.joined) this.become("reconnecting");
  }

  /** @param {ServerMessage} message */
  #received(message) {
    switch (message.type) {
      case "channel":
        this.become("ready");
        this.#settle(({ resolve }) => resolve(message));
        break;
      case "joined":
        this.#entered(message);
        break;
      case "answer":
        this.#connections.used?.answer(message.answer).catch((wrong) => this.#mediaBroken(wrong));
        break;
      case "roster":
        this.learnRoster(message.participants, message.locked);
        break;
      case "levels":
        this.#speakers.levels(message.levels, performance.now());
        this.learnLevels(message.levels);
        break;
      case "slots":
        this.#connections.occupy(message);
        this.#tellSlots();
        break;
      case "muted":
        this.#mute(message.muted);
        this.tell("muted", { muted: message.muted, by: message.by });
        break;
      case "mode":
        this.learnMode(message.mode);
        break;
      case "refused":
        this.#refused(new RefusedError(message));
        break;
      case "removed":
        this.#end({ reason: "removed", by: message.by, message: "You were removed from the channel." });
        break;
      case "over":
        this.#end({ reason: "over", message: "The host has left, and the conference is over." });
        break;
      case "pong":
        break;
    }
  }

  /** @param {JoinedMessage} message */
  #entered(message) {
    this.#deadlines.cancel("answer");
    const media = this.#connections.takeOver();
    if (!media) return;
    media.answer(message.answer).catch((wrong) => this.#mediaBroken(wrong));
    // What was pressed since is on its way; else the bridge knows, such as that a host muted whoever was away.
    if (this.muted === this.#mutedAtJoin) this.#mute(message.muted);
    this.mode = message.mode;
    this.joined = message;
    this.become("joined");
    this.#follow();
    this.#settle(({ resolve }) => resolve(message));
    this.tell("joined", message);
    this.#tellSlots();
    if (this.#pinned.length > 0) this.#socket.send({ type: "pin", participants: this.#pinned });
    const sources = () => this.#connections.used?.mixed.getContributingSources?.() ?? [];
    this.#speakers.start(() => ({ sources: sources(), roster: this.roster }));
  }

  /** @param {RefusedError} refused */
  #refused(refused) {
    const { reason, message, retryAfterMillis = RETRY_MILLIS } = refused;
    switch (consequence(reason, { isOffering: this.#connections.isOffering, isAsked: this.#waiting !== null })) {
      case "tell":
        this.tell("refused", refused);
        break;
      case "reject":
        this.#withdrawOffer();
        this.#settle(({ reject }) => reject(refused));
        this.become("ready");
        break;
      case "join-later":
        this.#withdrawOffer();
        this.#deadlines.set("retry", retryAfterMillis, () => this.#sendJoin());
        break;
      case "media":
        this.reconnectMedia();
        break;
      case "media-later":
        this.#deadlines.set("retry", RETRY_MILLIS, () => this.reconnectMedia());
        break;
      case "end":
        this.#withdrawOffer();
        this.#end({ reason, message });
        break;
      case "nothing":
        break;
    }
  }

  #withdrawOffer() {
    this.#deadlines.cancel("answer");
    this.#connections.giveUp();
  }

  #follow() {
    const media = this.#connections.used;
    if (!media || this.media === media.state) return;
    this.mediaBecome(media.state);
    this.#deadlines.cancel("restart");
    if (media.state === "interrupted") this.#restart(media);
    else if (media.state === "failed") this.reconnectMedia();
  }

  /**
   * The network changed, say: first another way for the same connection, which keeps its keys.
   *
   * @param {import("./connection.js").MediaConnection} media
   */
  async #restart(media) {
    this.#deadlines.set("restart", RESTART_MILLIS, () => this.reconnectMedia());
    try {
      const offer = await media.offer({ restart: true });
      if (media === this.#connections.used) this.#socket.send({ type: "offer", offer });
    } catch (wrong) {
      console.warn("The browser could not restart ICE", wrong);
    }
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
    this.#connections.close();
    if (this.media !== "none") this.mediaBecome("closed");
    this.#socket.close();
    this.#settle(({ reject }) => reject(new RefusedError(why)));
    this.become("ended");
    this.tell("ended", why);
  }
}

function defaultUrl() {
  return `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws`;
}
