const QUIETEST_DB = -60;

/** @type {AudioContext | undefined} one for all: browsers allow few */
let shared;

/** @returns {AudioContext} */
export function audioContext() {
  shared ??= new AudioContext();
  // Browsers start it only after somebody has touched the page.
  if (shared.state === "suspended") shared.resume().catch(() => {});
  return shared;
}

/** Measures a microphone, muted or not: it listens to a copy. */
export class LevelMeter {
  /** @type {MediaStreamTrack | null} */
  #copy = null;
  /** @type {MediaStreamAudioSourceNode | null} */
  #source = null;
  /** @type {AnalyserNode | null} */
  #analyser = null;
  #samples = new Float32Array(1024);

  /** @param {MediaStreamTrack | null} track */
  listen(track) {
    this.#source?.disconnect();
    this.#copy?.stop();
    this.#source = this.#copy = null;
    if (!track) return;
    this.#copy = track.clone();
    this.#copy.enabled = true;
    const context = audioContext();
    this.#analyser = new AnalyserNode(context, { fftSize: this.#samples.length });
    this.#source = context.createMediaStreamSource(new MediaStream([this.#copy]));
    this.#source.connect(this.#analyser);
  }

  /** @returns {number} 0 (silence) to 1 (as loud as can be) */
  level() {
    if (!this.#source || !this.#analyser) return 0;
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const energy = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    const db = 10 * Math.log10(energy + 1e-12);
    return Math.min(1, Math.max(0, 1 - db / QUIETEST_DB));
  }
}
