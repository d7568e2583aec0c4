import { deviceFailure } from "./failures.js";
import { preferences, prefer } from "./memory.js";

/** @typedef {import("./failures.js").DeviceFailure} DeviceFailure */
/** @typedef {import("./failures.js").Kind} Kind */

/** @type {MediaTrackConstraints} */
const SOUND = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, sampleRate: { ideal: 48_000 } };
/** @type {MediaTrackConstraints} */
const PICTURE = {
  width: { ideal: 640 },
  height: { ideal: 360 },
  frameRate: { ideal: 30, max: 30 },
  facingMode: "user",
};

/**
 * This machine's microphone and camera. Events: `track` when one of them is another, or none; `list` when the choice of
 * devices changed; `failure` when one could not be had.
 */
export class Devices extends EventTarget {
  /** @type {Record<Kind, MediaStreamTrack | null>} */
  tracks = { audio: null, video: null };
  /** @type {Record<Kind, DeviceFailure | null>} */
  failures = { audio: null, video: null };
  /** @type {Record<Kind, boolean>} */
  wanted = { audio: true, video: true };
  /** @type {MediaDeviceInfo[]} */
  list = [];
  /** @type {MediaDevices | undefined} a page without HTTPS has none */
  #source = navigator.mediaDevices;

  constructor() {
    super();
    this.#source?.addEventListener?.("devicechange", () => this.#changed());
  }

  /** Whether the person at the browser has said yes before, so that nothing is asked. */
  async granted() {
    try {
      const states = await Promise.all(
        ["microphone", "camera"].map((name) => navigator.permissions.query({ name: /** @type {any} */ (name) })),
      );
      return { audio: states[0].state === "granted", video: states[1].state === "granted" };
    } catch {
      return { audio: false, video: false };
    }
  }

  /** Both in one question to the person; where that fails, each by itself, to tell whose fault it is. @param {Kind[]} kinds */
  async open(kinds = ["audio", "video"]) {
    const missing = kinds.filter((kind) => this.wanted[kind] && !this.tracks[kind]);
    if (!this.#source) {
      for (const kind of missing) this.#failed(kind, globalThis.isSecureContext ? "other" : "insecure");
      return;
    }
    if (missing.length === 2) {
      try {
        const stream = await this.#ask({ audio: constraints("audio"), video: constraints("video") });
        for (const track of stream.getTracks()) this.#opened(/** @type {Kind} */ (track.kind), track);
        await this.refresh();
        return;
      } catch (error) {
        // Who said no to both in one question is not asked again.
        const granted = await this.granted();
        if (deviceFailure(error) === "denied" && !granted.audio && !granted.video) {
          for (const kind of missing) this.#failed(kind, "denied");
          return;
        }
      }
    }
    for (const kind of missing) await this.#openOne(kind);
    await this.refresh();
  }

  /** @param {Kind} kind */
  close(kind) {
    this.tracks[kind]?.stop();
    this.#set(kind, null);
  }

  /** @param {MediaDeviceKind} kind @param {string} deviceId */
  async choose(kind, deviceId) {
    prefer({ [kind]: deviceId });
    if (kind === "audiooutput") return;
    const of = kind === "audioinput" ? "audio" : "video";
    this.wanted[of] = true;
    // Some cameras can be open once only, so the old one goes first.
    this.tracks[of]?.stop();
    await this.#openOne(of);
  }

  /** Names of devices are told only after a permission. */
  async refresh() {
    const all = (await this.#source?.enumerateDevices?.()) ?? [];
    this.list = all.filter((device) => device.deviceId !== "");
    this.dispatchEvent(new CustomEvent("list"));
  }

  /** @param {Kind} kind */
  async #openOne(kind) {
    try {
      const stream = await this.#ask({ [kind]: constraints(kind) });
      this.#opened(kind, stream.getTracks()[0]);
    } catch (error) {
      this.#failed(kind, deviceFailure(error));
    }
  }

  /** @param {MediaStreamConstraints} wanted */
  #ask(wanted) {
    if (!this.#source) throw new DOMException("insecure", "SecurityError");
    return this.#source.getUserMedia(wanted);
  }

  /** @param {Kind} kind @param {MediaStreamTrack} track */
  #opened(kind, track) {
    if (!this.wanted[kind]) {
      track.stop();
      return;
    }
    this.failures[kind] = null;
    track.contentHint = kind === "audio" ? "speech" : "motion";
    // Unplugged: take what is left.
    track.addEventListener("ended", () => {
      if (this.tracks[kind] !== track) return;
      this.#set(kind, null);
      this.#openOne(kind);
    });
    this.#set(kind, track);
  }

  /** @param {Kind} kind @param {DeviceFailure} failure */
  #failed(kind, failure) {
    this.failures[kind] = failure;
    this.#set(kind, null);
    this.dispatchEvent(new CustomEvent("failure", { detail: kind }));
  }

  /** @param {Kind} kind @param {MediaStreamTrack | null} track */
  #set(kind, track) {
    this.tracks[kind] = track;
    this.dispatchEvent(new CustomEvent("track", { detail: kind }));
  }

  async #changed() {
    await this.refresh();
    for (const kind of /** @type {Kind[]} */ (["audio", "video"])) {
      if (this.failures[kind] === "none" && this.wanted[kind]) await this.#openOne(kind);
    }
  }
}

/** @param {Kind} kind @returns {MediaTrackConstraints} */
function constraints(kind) {
  const remembered = preferences()[kind === "audio" ? "audioinput" : "videoinput"];
  // "ideal": a device that is not plugged in today is no reason to have none.
  return { ...(kind === "audio" ? SOUND : PICTURE), ...(remembered && { deviceId: { ideal: remembered } }) };
}
