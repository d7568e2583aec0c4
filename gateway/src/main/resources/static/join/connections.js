import { MediaConnection } from "./connection.js";

/**
 * The PeerConnection in use, the one that is offered in its place, and whose streams come in which slot. Event `state`
 * when that of the one in use is another.
 */
export class Connections extends EventTarget {
  /** @type {MediaConnection | null} */
  #used = null;
  /** @type {MediaConnection | null} */
  #offered = null;
  /** @type {{voices: (string | null)[], videos: (string | null)[]}} */
  #people = { voices: [], videos: [] };

  get used() {
    return this.#used;
  }

  /** Whether the bridge owes an answer to an offer. */
  get isOffering() {
    return this.#offered !== null;
  }

  /** What is in the receive slots; null before the first connection. @returns {import("./events.js").Slots | null} */
  get slots() {
    const media = this.#used;
    if (!media) return null;
    const { voices, videos } = this.#people;
    return {
      mixed: { track: media.mixed.track },
      voices: media.voices.map(({ track }, i) => ({ participant: voices[i] ?? null, track })),
      videos: media.videos.map(({ track }, i) => ({ participant: videos[i] ?? null, track })),
    };
  }

  /** @param {{voices: (string | null)[], videos: (string | null)[]}} people by slot */
  occupy({ voices, videos }) {
    this.#people = { voices, videos };
  }

  /**
   * Offers a new connection: the bridge may have lost its end of the one in use, and a used one can't begin again.
   *
   * @param {{microphone: MediaStreamTrack | null, camera: MediaStreamTrack | null}} tracks
   * @returns {Promise<string | null>} null where it was given up meanwhile; rejected where the browser can't offer one
   */
  async offer(tracks) {
    this.giveUp();
    const media = new MediaConnection(tracks);
    this.#offered = media;
    try {
      const offer = await media.offer();
      return this.#offered === media ? offer : null;
    } catch (wrong) {
      if (this.#offered !== media) return null;
      this.giveUp();
      throw wrong;
    }
  }

  /** The one that is offered is not wanted any more. */
  giveUp() {
    this.#offered?.close();
    this.#offered = null;
  }

  /** The bridge took what was offered: it is the one in use from now on. @returns {MediaConnection | null} */
  takeOver() {
    const media = this.#offered;
    if (!media) return null;
    this.#offered = null;
    this.#used?.close();
    this.#used = media;
    this.#people = { voices: [], videos: [] };
    media.addEventListener("state", () => {
      if (media === this.#used) this.dispatchEvent(new CustomEvent("state"));
    });
    return media;
  }

  /** @param {MediaStreamTrack | null} track */
  async setMicrophone(track) {
    await Promise.all(this.#all().map((media) => media.setMicrophone(track)));
  }

  /** @param {MediaStreamTrack | null} track */
  async setCamera(track) {
    await Promise.all(this.#all().map((media) => media.setCamera(track)));
  }

  close() {
    this.giveUp();
    this.#used?.close();
  }

  #all() {
    return [this.#used, this.#offered].filter((media) => media !== null);
  }
}
