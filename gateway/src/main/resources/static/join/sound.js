import { preferences } from "./memory.js";
import { audioContext } from "./meter.js";

const CHIME_HZ = [523.25, 659.25, 783.99];
const NOTE_SECONDS = 0.22;

/** @param {HTMLMediaElement} element @returns {HTMLMediaElement & {setSinkId?: (id: string) => Promise<void>}} */
const choosable = (element) => element;

/** @param {HTMLMediaElement} element @param {string | undefined} speaker */
async function sendTo(element, speaker) {
  const output = choosable(element);
  // A speaker that is gone leaves the default one.
  await output.setSinkId?.(speaker ?? "").catch(() => output.setSinkId?.(""));
}

export const speakerChoosable = "setSinkId" in HTMLMediaElement.prototype;

/** Everything that is heard: an audio element a slot. Event `blocked`: the browser wants a click first. */
export class Sound extends EventTarget {
  /** @type {HTMLAudioElement[]} */
  #elements = [];
  #place;
  blocked = false;

  /** @param {HTMLElement} place */
  constructor(place) {
    super();
    this.#place = place;
  }

  /** @param {import("./events.js").Slots} slots */
  play({ mixed, voices }) {
    [mixed, ...voices].forEach(({ track }, i) => {
      const element = (this.#elements[i] ??= this.#add());
      const current = element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : null;
      if (current === track) return;
      element.srcObject = new MediaStream([track]);
      this.#start(element);
    });
  }

  /** After a click. */
  turnOn() {
    audioContext();
    this.#block(false);
    for (const element of this.#elements) this.#start(element);
  }

  /** @param {string} speaker */
  choose(speaker) {
    for (const element of this.#elements) sendTo(element, speaker);
  }

  silence() {
    for (const element of this.#elements) element.srcObject = null;
  }

  #add() {
    const element = document.createElement("audio");
    element.autoplay = true;
    sendTo(element, preferences().audiooutput);
    this.#place.append(element);
    return element;
  }

  /** @param {HTMLAudioElement} element */
  #start(element) {
    element.play().catch((error) => {
      if (error.name === "NotAllowedError") this.#block(true);
    });
  }

  /** @param {boolean} blocked */
  #block(blocked) {
    if (blocked === this.blocked) return;
    this.blocked = blocked;
    this.dispatchEvent(new CustomEvent("blocked"));
  }
}

/**
 * Three soft notes.
 *
 * @param {string} speaker its device id; empty is the system's
 * @returns {Promise<void>} settled when they are over; rejected where this speaker does not play
 */
export async function playTestTone(speaker) {
  const context = audioContext();
  await context.resume();
  const out = context.createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = out.stream;
  if (speaker) await choosable(element).setSinkId?.(speaker);
  await element.play();
  CHIME_HZ.forEach((frequency, i) => {
    const at = context.currentTime + 0.15 + i * NOTE_SECONDS;
    const tone = new OscillatorNode(context, { frequency });
    const volume = new GainNode(context, { gain: 0 });
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(0.25, at + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.001, at + NOTE_SECONDS * 2.5);
    tone.connect(volume).connect(out);
    tone.start(at);
    tone.stop(at + NOTE_SECONDS * 2.5);
  });
  await new Promise((resolve) => setTimeout(resolve, 1400));
  element.srcObject = null;
}
