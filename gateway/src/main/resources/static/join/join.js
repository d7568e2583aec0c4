// The page: which part of it is shown, and when one joins.

import { Call } from "./call.js";
import { Devices } from "./devices.js";
import { byId, say } from "./dom.js";
import { refusalSentence } from "./failures.js";
import { forgetToken, keepPlace, preferences, takeToken } from "./memory.js";
import { PartylineClient, RefusedError } from "./partyline.js";
import { Preview } from "./preview.js";
import { isPassing } from "./refusals.js";
import { holdPlace, markPlaceWhenLeft, placeToComeBackTo } from "./tab.js";

const PATIENCE_MILLIS = 4000;
/** How often it is asked whether a host is there. */
const HOST_MILLIS = 2000;
const HIDDEN_HOST_MILLIS = 5000;
/** How long a reload waits for devices before it is back in the call without them; they follow. */
const DEVICES_MILLIS = 1500;

const channel = document.body.dataset.channel ?? "";
const wishes = new URLSearchParams(location.search);
const client = new PartylineClient({ channel, token: takeToken(channel) });
const devices = new Devices();
const preview = new Preview(devices, enterWithHost);
/** @type {Call | null} */
let call = null;
/** @type {string | undefined} */
let pinOfChannel;

// For developers, and whoever wants to look inside.
Object.assign(globalThis, { partyline: client });

/** @param {"looking" | "gone" | "preview" | "call" | "ended"} view */
function show(view) {
  document.body.dataset.view = view;
  for (const section of document.querySelectorAll("main > section")) {
    /** @type {HTMLElement} */ (section).hidden = section.id !== view;
  }
}

async function start() {
  const impatience = setTimeout(() => say(byId("looking-text"), "The bridge does not answer. Trying again…"), PATIENCE_MILLIS);
  try {
    const [facts, place] = await Promise.all([client.look(), placeToComeBackTo(channel)]);
    if (place && (await comeBack(place))) return;
    open(facts);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    gone(error);
  } finally {
    clearTimeout(impatience);
  }
}

/** @param {import("./messages.js").ChannelMessage} facts */
function open(facts) {
  show("preview");
  preview.open(facts, wishes.get("name"));
  devices.open();
}

/** @param {import("./preview.js").Entry & {muted?: boolean, resume?: string}} entry */
async function enter({ name, pin, muted = false, resume }) {
  pinOfChannel = pin;
  call ??= new Call(client, devices);
  const mode = wishes.get("mode") === "mixed" ? "mixed" : (preferences().mode ?? "forwarded");
  const { audio, video } = devices.tracks;
  await client.join({ name, pin, muted, resume, mode, microphone: audio, camera: video });
  preview.close();
  show("call");
  call.begin();
  if (devices.tracks.audio !== audio) followUp("audio");
  if (devices.tracks.video !== video) followUp("video");
}

/** As soon as a host is there, where one is needed. @param {import("./preview.js").Entry} entry */
async function enterWithHost(entry) {
  for (;;) {
    try {
      return await enter(entry);
    } catch (error) {
      // What passes by itself ends nobody's waiting.
      const waits = error instanceof RefusedError && (error.reason === "no-host" || (preview.isWaiting && isPassing(error.reason)));
      if (!waits) throw error;
    }
    if (!(await hostCame(preview.awaitHost()))) return;
  }
}

/** Looks from time to time. @param {AbortSignal} stopped @returns {Promise<boolean>} false where nobody waits any more */
async function hostCame(stopped) {
  for (let pause = HOST_MILLIS; ; ) {
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (stopped.aborted) return false;
    try {
      const { awaitsHost, pinNeeded } = await client.look();
      // Behind a PIN it is told to those alone who come in: to try that costs more, and is done less often.
      if (!awaitsHost && (!pinNeeded || pause === HIDDEN_HOST_MILLIS)) return true;
      pause = pinNeeded ? HIDDEN_HOST_MILLIS : HOST_MILLIS;
    } catch (error) {
      if (!(error instanceof RefusedError) || !isPassing(error.reason)) throw error;
      pause = Math.max(HIDDEN_HOST_MILLIS, error.retryAfterMillis ?? 0);
    }
  }
}

/** After a reload. @param {import("./memory.js").Place} place */
async function comeBack(place) {
  say(byId("looking-text"), "Back to the call…");
  devices.wanted.video = place.camera;
  const patience = new Promise((resolve) => setTimeout(resolve, DEVICES_MILLIS));
  await Promise.race([devices.open(), patience]);
  return tryToEnter(place);
}

/** A device that came or went while the bridge was asked. @param {import("./failures.js").Kind} kind */
function followUp(kind) {
  devices.dispatchEvent(new CustomEvent("track", { detail: kind }));
}

/** @param {Parameters<typeof enter>[0]} entry */
async function tryToEnter(entry) {
  try {
    await enter(entry);
    return true;
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    keepPlace(channel, null);
    return false;
  }
}

/** @param {RefusedError} refused */
function gone(refused) {
  show("gone");
  const unknown = refused.reason === "no-channel";
  const link = refused.reason.startsWith("token-");
  say(byId("gone-title"), unknown ? "There is no such channel" : link ? "This link opens nothing" : "Not now");
  const advice = `Nothing is called “${channel}” here. The address may be mistyped: ask whoever invited you for the link.`;
  say(byId("gone-text"), unknown ? advice : refusalSentence(refused));
  byId("gone-again").hidden = unknown;
  if (!link) return;
  // A token that is over must not stand in the way of whoever comes by the plain link.
  forgetToken(channel);
  say(byId("gone-again"), "Go on without the link");
}

function remember() {
  const { joined, muted } = client;
  if (!joined || client.state === "ended") return;
  const name = client.you?.name ?? preferences().name ?? "";
  keepPlace(channel, { resume: joined.resume, name, muted, camera: devices.wanted.video, pin: pinOfChannel });
  holdPlace(joined.resume);
}

/** @param {{reason: string, by?: string, message: string}} why */
function ended({ reason, by, message }) {
  keepPlace(channel, null);
  call?.close();
  if (document.body.dataset.view !== "call") return;
  show("ended");
  const removed = reason === "removed";
  say(byId("ended-title"), reason === "left" ? "You left" : removed ? "You were removed" : "The call ended");
  const sentence = removed ? `${by ?? "A host"} took you out of ${channel}.` : refusalSentence({ reason, message });
  say(byId("ended-text"), reason === "left" ? `The others in ${channel} go on without you.` : sentence);
  byId("ended-title").focus();
}

client.on("joined", remember);
client.on("roster", remember);
client.on("muted", remember);
client.on("ended", ended);
devices.addEventListener("track", remember);
markPlaceWhenLeft(channel);
byId("again").addEventListener("click", () => location.reload());
byId("gone-again").addEventListener("click", () => location.reload());
start();
