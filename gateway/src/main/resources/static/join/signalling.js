// One WebSocket that is opened again whenever it is lost: after 0.25 s, then twice as long each time, up to 3 s.

const FIRST_WAIT_MILLIS = 250;
const LONGEST_WAIT_MILLIS = 3000;
const PING_EVERY_MILLIS = 2000;
/** Two answers missing. Whoever is back on another network has to be so before the bridge has given him up. */
const SILENCE_MILLIS = 4500;
/** What the bridge closes with where coming back would be no use: a breach of the protocol, removed. */
const FINAL_CODES = [1008, 4001, 4002];

/**
 * Events: `open`; `message` (detail: the object); `lost`, and it is being opened again; `ended` (detail: `code`,
 * `reason`), and it is not.
 */
export class SignallingSocket extends EventTarget {
  /** @type {WebSocket | null} */
  #socket = null;
  #losses = 0;
  #heardAt = 0;
  #closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #pings;

  /** @param {string} url */
  constructor(url) {
    super();
    this.url = url;
  }

  get isOpen() {
    return this.#socket?.readyState === WebSocket.OPEN;
  }

  open() {
    clearTimeout(this.#retry);
    if (this.#closed || this.#socket) return;
    const socket = new WebSocket(this.url);
    this.#socket = socket;
    this.#heardAt = performance.now();
    socket.addEventListener("open", () => this.#opened(socket));
    socket.addEventListener("message", (event) => this.#heard(socket, event.data));
    socket.addEventListener("close", (event) => this.#gone(socket, event.code, event.reason));
    clearInterval(this.#pings);
    this.#pings = setInterval(() => this.#beat(), PING_EVERY_MILLIS);
  }

  /** The network is back, say: no waiting. */
  hurry() {
    this.#losses = 0;
    if (!this.#socket) this.open();
  }

  /** Another socket for the one that is open, which has gone astray. */
  renew() {
    const socket = this.#socket;
    if (!socket) return;
    socket.close();
    this.#gone(socket, 1006, "renewed");
  }

  /**
   * @param {{type: string, [field: string]: unknown}} message
   * @returns {boolean} whether there was a socket to send it
   */
  send(message) {
    if (!this.isOpen) return false;
    this.#socket?.send(JSON.stringify(message));
    return true;
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#retry);
    clearInterval(this.#pings);
    this.#socket?.close(1000);
    this.#socket = null;
  }

  /** @param {WebSocket} socket */
  #opened(socket) {
    if (socket !== this.#socket) return;
    this.#heardAt = performance.now();
    this.dispatchEvent(new CustomEvent("open"));
  }

  /** @param {WebSocket} socket @param {unknown} text */
  #heard(socket, text) {
    if (socket !== this.#socket || typeof text !== "string") return;
    this.#heardAt = performance.now();
    this.#losses = 0;
    this.dispatchEvent(new CustomEvent("message", { detail: JSON.parse(text) }));
  }

  /** A dead network closes no socket by itself, so silence counts as a loss. */
  #beat() {
    if (performance.now() - this.#heardAt > SILENCE_MILLIS) {
      this.renew();
    } else {
      this.send({ type: "ping" });
    }
  }

  /** @param {WebSocket} socket @param {number} code @param {string} reason */
  #gone(socket, code, reason) {
    if (socket !== this.#socket) return;
    this.#socket = null;
    clearInterval(this.#pings);
    if (FINAL_CODES.includes(code)) {
      this.#closed = true;
      this.dispatchEvent(new CustomEvent("ended", { detail: { code, reason } }));
      return;
    }
    const wait = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS * 2 ** this.#losses++);
    // Not everybody at the same moment, when a bridge comes back.
    this.#retry = setTimeout(() => this.open(), wait * (0.75 + Math.random() / 2));
    this.dispatchEvent(new CustomEvent("lost"));
  }
}
