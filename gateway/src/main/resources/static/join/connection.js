import { VIDEO_ENCODING, limitPicture, preferVideoCodecs } from "./codecs.js";

const VOICES = 4;
const VIDEOS = 9;
/** A network that lets nothing through gives no error: it is silence for so long. */
const BLOCKED_AFTER_MILLIS = 8000;
/** Shorter holes close by themselves. */
const INTERRUPTED_AFTER_MILLIS = 2000;

/** @typedef {"connecting" | "connected" | "interrupted" | "blocked" | "failed" | "closed"} MediaState */

/**
 * One PeerConnection to the bridge: own microphone, own camera, then the receive slots in the order that
 * docs/signalling.md gives. Event `state`.
 */
export class MediaConnection extends EventTarget {
  /** @type {MediaState} */
  state = "connecting";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;

  /** @param {{microphone: MediaStreamTrack | null, camera: MediaStreamTrack | null}} tracks */
  constructor({ microphone, camera }) {
    super();
    const peer = new RTCPeerConnection({ bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.peer = peer;
    const audio = peer.addTransceiver(microphone ?? "audio", { direction: "sendonly" });
    const video = peer.addTransceiver(camera ?? "video", { direction: "sendonly", sendEncodings: [VIDEO_ENCODING] });
    preferVideoCodecs(video);
    this.microphone = audio.sender;
    this.camera = video.sender;
    const receive = (/** @type {"audio" | "video"} */ kind) => peer.addTransceiver(kind, { direction: "recvonly" });
    this.mixed = receive("audio").receiver;
    this.voices = Array.from({ length: VOICES }, () => receive("audio").receiver);
    const videos = Array.from({ length: VIDEOS }, () => receive("video"));
    videos.forEach(preferVideoCodecs);
    this.videos = videos.map((transceiver) => transceiver.receiver);
    peer.addEventListener("connectionstatechange", () => this.#follow());
  }

  /** @param {{restart?: boolean}} [how] @returns {Promise<string>} an offer, ready to be sent */
  async offer({ restart = false } = {}) {
    await this.peer.setLocalDescription(await this.peer.createOffer({ iceRestart: restart }));
    return this.peer.localDescription?.sdp ?? "";
  }

  /** @param {string} sdp */
  async answer(sdp) {
    await this.peer.setRemoteDescription({ type: "answer", sdp });
    // Only now do all browsers know the encodings.
    if (this.camera.track) await limitPicture(this.camera);
    if (this.state !== "connected") this.#expect(BLOCKED_AFTER_MILLIS, "blocked");
  }

  /** @param {MediaStreamTrack | null} track */
  async setMicrophone(track) {
    if (this.state !== "closed") await this.microphone.replaceTrack(track);
  }

  /** @param {MediaStreamTrack | null} track */
  async setCamera(track) {
    if (this.state === "closed") return;
    await this.camera.replaceTrack(track);
    if (track && this.peer.remoteDescription) await limitPicture(this.camera);
  }

  close() {
    clearTimeout(this.#watch);
    this.peer.close();
    this.state = "closed";
  }

  #follow() {
    const peer = this.peer.connectionState;
    if (peer === "connected") this.#become("connected");
    else if (peer === "failed") this.#become(this.state === "connecting" ? "blocked" : "failed");
    else if (peer === "disconnected") this.#expect(INTERRUPTED_AFTER_MILLIS, "interrupted");
  }

  /** @param {number} afterMillis @param {MediaState} state */
  #expect(afterMillis, state) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#become(state), afterMillis);
  }

  /** @param {MediaState} state */
  #become(state) {
    clearTimeout(this.#watch);
    if (state === this.state || this.state === "closed") return;
    this.state = state;
    this.dispatchEvent(new CustomEvent("state"));
  }
}
