import { deviceChoices } from "./choices.js";
import { byId, changeIcon, make, noteParts, say } from "./dom.js";
import { deviceSentence, refusalSentence } from "./failures.js";
import { prefer, preferences } from "./memory.js";
import { LevelMeter } from "./meter.js";
import { RefusedError } from "./partyline.js";
import { playTestTone } from "./sound.js";

const AUDIBLE = 0.45;

/** @typedef {import("./failures.js").Kind} Kind */
/** @typedef {{name: string, pin?: string}} Entry */

/** Before joining: name, picture, level, devices. */
export class Preview {
  #devices;
  #enter;
  #meter = new LevelMeter();
  #frame = 0;
  /** Of somebody who waits for a host. @type {AbortController | null} */
  #waiting = null;
  /** Whether nobody comes in without one: else a PIN is for hosts. */
  #pinNeeded = false;
  #video = /** @type {HTMLVideoElement} */ (byId("preview-video"));
  #name = /** @type {HTMLInputElement} */ (byId("name"));
  #pin = /** @type {HTMLInputElement} */ (byId("pin"));
  #join = /** @type {HTMLButtonElement} */ (byId("join"));

  /**
   * @param {import("./devices.js").Devices} devices
   * @param {(entry: Entry) => Promise<void>} enter rejected with a RefusedError where the bridge says no
   */
  constructor(devices, enter) {
    this.#devices = devices;
    this.#enter = enter;
    this.#name.value = preferences().name ?? "";
    deviceChoices(byId("preview-devices"), devices, (kind, id) => devices.choose(kind, id));
    byId("preview-mic").addEventListener("click", () => this.#toggle("audio"));
    byId("preview-cam").addEventListener("click", () => this.#toggle("video"));
    byId("preview-tone").addEventListener("click", () => this.#playTone());
    byId("i-am-host").addEventListener("click", () => {
      byId("i-am-host").hidden = true;
      byId("pin-field").hidden = false;
      say(byId("pin-label"), "PIN of hosts (guests need none)");
      this.#pin.focus();
    });
    byId("preview-form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
    devices.addEventListener("track", () => this.#draw());
    devices.addEventListener("failure", () => this.#draw());
  }

  /** @param {import("./messages.js").ChannelMessage} facts @param {string | null} name from the address */
  open({ pinNeeded, hostPin, participants }, name) {
    if (name) this.#name.value = name;
    byId("pin-field").hidden = !pinNeeded;
    this.#pinNeeded = pinNeeded;
    // Where guests need none, hosts may have one.
    byId("i-am-host").hidden = pinNeeded || !hostPin;
    const people = participants === 1 ? "One person is there." : `${participants} people are there.`;
    // Who is behind a PIN is for those alone who know it.
    if (participants === undefined) say(byId("preview-people"), "");
    else say(byId("preview-people"), participants === 0 ? "Nobody is there yet." : people);
    this.#join.disabled = false;
    this.#draw();
    this.#measure();
    if (!matchMedia("(pointer: coarse)").matches) (this.#name.value && pinNeeded ? this.#pin : this.#name).focus();
  }

  /** One comes in by oneself when a host is there. @returns {AbortSignal} of somebody who waits no longer */
  awaitHost() {
    this.#waiting ??= new AbortController();
    this.#join.disabled = false;
    say(this.#join, "Stop waiting");
    byId("preview-waiting").hidden = false;
    return this.#waiting.signal;
  }

  get isWaiting() {
    return this.#waiting !== null;
  }

  close() {
    cancelAnimationFrame(this.#frame);
    this.#meter.listen(null);
    this.#video.srcObject = null;
  }

  async #submit() {
    if (this.#waiting) {
      this.#waiting.abort();
      this.#join.disabled = true;
      return;
    }
    const name = this.#name.value.trim();
    this.#wrong(this.#name, name === "" ? byId("name-wrong").textContent : "");
    const needsPin = this.#pinNeeded;
    const pin = this.#pin.value.replace(/\D/g, "");
    this.#wrong(this.#pin, needsPin && pin === "" ? "Please type the PIN: digits only." : "");
    if (name === "" || (needsPin && pin === "")) {
      (name === "" ? this.#name : this.#pin).focus();
      return;
    }
    prefer({ name });
    byId("preview-refused").hidden = true;
    this.#join.disabled = true;
    say(this.#join, "Joining…");
    try {
      await this.#enter({ name, pin: pin === "" ? undefined : pin });
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#join.disabled = false;
      say(this.#join, "Join");
      byId("preview-waiting").hidden = true;
      this.#waiting = null;
    }
  }

  /** @param {unknown} error */
  #refused(error) {
    if (!(error instanceof RefusedError)) throw error;
    const sentence = refusalSentence(error);
    if (error.reason.startsWith("pin-")) {
      byId("pin-field").hidden = false;
      this.#pinNeeded ||= error.reason === "pin-needed";
      this.#wrong(this.#pin, sentence);
      this.#pin.focus();
      this.#pin.select();
    } else {
      byId("preview-refused").hidden = false;
      say(byId("preview-refused"), sentence);
    }
  }

  /** @param {HTMLInputElement} field @param {string | null} sentence */
  #wrong(field, sentence) {
    const place = byId(`${field.id}-wrong`);
    place.hidden = !sentence;
    if (sentence) say(place, sentence);
    field.toggleAttribute("aria-invalid", false);
    if (sentence) field.setAttribute("aria-invalid", "true");
  }

  /** @param {Kind} kind */
  #toggle(kind) {
    const devices = this.#devices;
    devices.wanted[kind] = !devices.tracks[kind];
    if (devices.wanted[kind]) devices.open([kind]);
    else devices.close(kind);
  }

  #draw() {
    const { audio, video } = this.#devices.tracks;
    if (document.body.dataset.view === "preview") this.#meter.listen(audio);
    const current = this.#video.srcObject instanceof MediaStream ? this.#video.srcObject.getTracks()[0] : null;
    if (current !== video) this.#video.srcObject = video && new MediaStream([video]);
    this.#video.hidden = !video;
    byId("preview-blank").hidden = video !== null;
    say(byId("preview-blank-text"), this.#devices.failures.video ? "No picture" : "Your camera is off");
    this.#switch("preview-mic", "mic", audio !== null);
    this.#switch("preview-cam", "cam", video !== null);
    if (!audio) say(byId("preview-heard"), this.#devices.failures.audio ? "No microphone" : "Your microphone is off");
    this.#drawFailures();
  }

  /** @param {string} id @param {string} symbol @param {boolean} on */
  #switch(id, symbol, on) {
    const button = byId(id);
    button.setAttribute("aria-pressed", String(on));
    changeIcon(button, on ? symbol : `${symbol}-off`);
  }

  #drawFailures() {
    const { failures, wanted } = this.#devices;
    const kinds = /** @type {Kind[]} */ (["audio", "video"]).filter((kind) => failures[kind] && wanted[kind]);
    const groups = kinds.length === 2 && failures.audio === failures.video ? [kinds] : kinds.map((kind) => [kind]);
    const notes = groups.map((group) => {
      const failure = failures[group[0]] ?? "other";
      const again = { label: "Try again", press: () => void this.#devices.open(group) };
      const actions = failure === "insecure" ? [] : [again];
      return make("div", { class: "note warn" }, ...noteParts(deviceSentence(failure, group), actions));
    });
    const place = byId("preview-failures");
    const text = notes.map((note) => note.textContent).join();
    if (place.textContent !== text) place.replaceChildren(...notes);
  }

  #measure() {
    const meter = byId("preview-meter");
    let shown = 0;
    const step = () => {
      const level = this.#meter.level();
      // Up at once, down slowly: so an eye can follow.
      shown = Math.max(level, shown - 0.02);
      meter.style.setProperty("--level", shown.toFixed(2));
      const percent = String(Math.round(shown * 10) * 10);
      if (meter.getAttribute("aria-valuenow") !== percent) meter.setAttribute("aria-valuenow", percent);
      if (this.#devices.tracks.audio && level > AUDIBLE) say(byId("preview-heard"), "You can be heard");
      this.#frame = requestAnimationFrame(step);
    };
    step();
  }

  async #playTone() {
    const said = byId("preview-tone-said");
    const speaker = /** @type {HTMLSelectElement} */ (byId("preview-speaker"));
    say(said, "Do you hear three notes?");
    try {
      await playTestTone(speaker.value);
    } catch {
      say(said, "This speaker did not play. Choose another one.");
    }
  }
}
