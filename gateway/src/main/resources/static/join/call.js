import { deviceChoices } from "./choices.js";
import { controls } from "./controls.js";
import { byId, say } from "./dom.js";
import { deviceSentence, NETWORK_BLOCKED, refusalSentence } from "./failures.js";
import { Grid } from "./grid.js";
import { showInvitation } from "./invitation.js";
import { prefer } from "./memory.js";
import { LevelMeter } from "./meter.js";
import { Notices } from "./notices.js";
import { RosterList } from "./roster.js";
import { Sound } from "./sound.js";

const SPOKEN = 0.55;
const SPOKEN_TIMES = 4;
const MEASURE_EVERY_MILLIS = 200;
const HINT_EVERY_MILLIS = 20_000;

/** The call as it is seen and heard: binds a client to the page. */
export class Call {
  #client;
  #devices;
  #notices = new Notices();
  #sound = new Sound(byId("speakers"));
  #grid;
  #list;
  #meter = new LevelMeter();
  /** @type {import("./messages.js").Participant[] | null} */
  #before = null;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #measuring;

  /** @param {import("./partyline.js").PartylineClient} client @param {import("./devices.js").Devices} devices */
  constructor(client, devices) {
    this.#client = client;
    this.#devices = devices;
    this.#grid = new Grid(byId("grid"), byId("rest"), (id) => client.pin(id ? [id] : []));
    this.#list = new RosterList(byId("roster"), {
      mute: (id, muted) => client.muteParticipant(id, muted),
      lowerHand: (id) => (id === client.you?.id ? client.raiseHand(false) : client.lowerHand(id)),
      remove: ({ id }) => client.removeParticipant(id),
    });
    controls(client, devices, () => client.leave());
    this.#bindClient();
    this.#bindDevices();
    this.#bindLightMode();
  }

  close() {
    clearInterval(this.#measuring);
    this.#meter.listen(null);
    this.#sound.silence();
    this.#notices.clear();
    byId("connection").hidden = true;
    say(byId("headcount"), "");
    for (const kind of /** @type {const} */ (["audio", "video"])) this.#devices.close(kind);
  }

  #bindClient() {
    const client = this.#client;
    client.on("joined", ({ invitation, channel }) => {
      showInvitation(byId("panel-invite"), invitation, channel);
      showInvitation(byId("alone-invitation"), invitation, channel);
      this.#showLightMode();
      this.#connection();
    });
    client.on("roster", (roster) => this.#people(roster));
    client.on("slots", (slots) => {
      this.#grid.slots(slots);
      this.#sound.play(slots);
    });
    client.on("speaking", (speaking) => {
      this.#grid.speaking(speaking);
      this.#list.speaking(speaking);
    });
    client.on("muted", ({ muted, by }) => {
      if (by) this.#notices.pass("muted", muted ? `${by} muted you.` : `${by} lets you be heard again.`);
      else this.#notices.announce(muted ? "You are muted." : "You can be heard.");
      if (!muted) this.#notices.hide("talking");
    });
    client.on("locked", (locked) => {
      this.#notices.announce(locked ? "A host locked the channel: nobody else can come in." : "The channel is open again.");
    });
    client.on("mode", () => this.#showLightMode());
    client.on("refused", (refused) => this.#notices.pass("refused", refusalSentence(refused)));
    client.on("state", () => this.#connection());
    client.on("media", () => this.#connection());
    this.#sound.addEventListener("blocked", () => this.#offerSound());
  }

  #bindDevices() {
    const devices = this.#devices;
    deviceChoices(byId("panel-settings"), devices, (kind, id) => {
      devices.choose(kind, id);
      if (kind === "audiooutput") this.#sound.choose(id);
    });
    devices.addEventListener("track", (event) => {
      if (!this.#client.joined) return;
      this.#send(/** @type {CustomEvent} */ (event).detail);
    });
    devices.addEventListener("failure", (event) => {
      if (!this.#client.joined) return;
      const kind = /** @type {import("./failures.js").Kind} */ (/** @type {CustomEvent} */ (event).detail);
      const again = { label: "Try again", press: () => void devices.open([kind]) };
      const failure = devices.failures[kind];
      const actions = failure === "insecure" ? [] : [again];
      if (failure) this.#notices.show(kind, "warn", deviceSentence(failure, [kind]), actions);
    });
    this.#measuring = setInterval(() => this.#hearWhileMuted(), MEASURE_EVERY_MILLIS);
  }

  /** What is open when the call begins is taken into it. */
  begin() {
    this.#grid.own(this.#devices.tracks.video);
    this.#meter.listen(this.#devices.tracks.audio);
  }

  /** @param {import("./failures.js").Kind} kind */
  #send(kind) {
    const track = this.#devices.tracks[kind];
    if (track) this.#notices.hide(kind);
    if (kind === "audio") {
      this.#client.setMicrophone(track);
      this.#meter.listen(track);
    } else {
      this.#client.setCamera(track);
      this.#grid.own(track);
    }
  }

  #bindLightMode() {
    const box = /** @type {HTMLInputElement} */ (byId("light-mode"));
    box.addEventListener("change", () => {
      const mode = box.checked ? "mixed" : "forwarded";
      prefer({ mode });
      this.#client.setMode(mode);
      this.#showLightMode();
      // Its own picture costs a weak device most.
      this.#devices.wanted.video = !box.checked;
      if (box.checked) this.#devices.close("video");
    });
  }

  #showLightMode() {
    const mixed = this.#client.mode === "mixed";
    /** @type {HTMLInputElement} */ (byId("light-mode")).checked = mixed;
  }

  /** @param {import("./messages.js").Participant[]} roster */
  #people(roster) {
    const you = this.#client.you;
    this.#grid.people(roster);
    this.#list.people(roster, you?.role === "host");
    const alone = roster.length === 1 && you !== undefined;
    byId("alone").hidden = !alone;
    byId("call").classList.toggle("is-alone", alone);
    say(byId("headcount"), roster.length === 1 ? "only you" : `${roster.length} people`);
    const before = this.#before;
    this.#before = roster;
    if (!before) return;
    const news = [
      ...roster.filter(({ id, you: self }) => !self && before.every((other) => other.id !== id)).map(({ name }) => `${name} is here.`),
      ...before.filter(({ id, you: self }) => !self && roster.every((other) => other.id !== id)).map(({ name }) => `${name} left.`),
    ];
    const hands = roster.filter(({ id, hand, you: self }) => hand && !self && !before.find((other) => other.id === id)?.hand);
    news.push(...hands.map(({ name }) => `${name} raises the hand.`));
    if (news.length > 0) this.#notices.announce(news.join(" "));
  }

  #connection() {
    const { state, media } = this.#client;
    const pill = byId("connection");
    const lost = state === "reconnecting" || media === "interrupted" || media === "failed";
    pill.hidden = !(lost || (state === "joined" && media === "connecting"));
    if (!pill.hidden) say(pill, lost ? "Reconnecting…" : "Connecting…");
    if (media === "blocked" && state === "joined") this.#sayBlocked();
    else if (media === "connected") this.#notices.hide("network");
  }

  #sayBlocked() {
    const numbers = this.#client.joined?.invitation.numbers.map(({ display }) => display) ?? [];
    const dial = numbers.length > 0 ? ` Its number: ${numbers[0]}.` : "";
    const sentence = { title: NETWORK_BLOCKED.title, wayOut: `${NETWORK_BLOCKED.wayOut}${dial}` };
    this.#notices.show("network", "bad", sentence, [{ label: "Try again", press: () => this.#client.reconnectMedia() }]);
  }

  #offerSound() {
    if (!this.#sound.blocked) {
      this.#notices.hide("sound");
      return;
    }
    const sentence = { title: "The sound is off.", wayOut: "The browser waits for your word before it plays." };
    this.#notices.show("sound", "warn", sentence, [{ label: "Turn on sound", press: () => this.#sound.turnOn() }]);
  }

  #spokenTimes = 0;
  #hintedAt = -HINT_EVERY_MILLIS;

  #hearWhileMuted() {
    const speaks = this.#client.muted && this.#meter.level() > SPOKEN;
    this.#spokenTimes = speaks ? this.#spokenTimes + 1 : 0;
    const now = performance.now();
    if (this.#spokenTimes < SPOKEN_TIMES || now - this.#hintedAt < HINT_EVERY_MILLIS) return;
    this.#hintedAt = now;
    this.#notices.pass("talking", "You are muted. Press M to be heard.");
  }
}
