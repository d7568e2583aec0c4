import { byId, changeIcon, say } from "./dom.js";
import { showMicrophone } from "./tile.js";

/**
 * The row of buttons, and the keys: M mutes, Space speaks while it is held, H raises the hand.
 *
 * @param {import("./partyline.js").PartylineClient} client
 * @param {import("./devices.js").Devices} devices
 * @param {() => void} leave
 */
export function controls(client, devices, leave) {
  const mic = byId("mic");
  const cam = byId("cam");

  const draw = () => {
    const none = devices.tracks.audio === null;
    const heard = !client.muted && !none;
    mic.setAttribute("aria-pressed", String(heard));
    showMicrophone(mic, !heard);
    say(caption(mic), none ? "Mic" : client.muted ? "Unmute" : "Mute");
    const on = devices.tracks.video !== null;
    cam.setAttribute("aria-pressed", String(on));
    changeIcon(cam, on ? "cam" : "cam-off");
  };

  const toggleMicrophone = async () => {
    if (devices.tracks.audio) {
      client.setMuted(!client.muted);
    } else {
      devices.wanted.audio = true;
      await devices.open(["audio"]);
      if (devices.tracks.audio && client.muted) client.setMuted(false);
    }
  };
  const toggleCamera = () => {
    devices.wanted.video = !devices.tracks.video;
    if (devices.wanted.video) devices.open(["video"]);
    else devices.close("video");
  };

  const hand = byId("hand");
  const lock = byId("lock");
  const drawRoom = () => {
    const raised = client.you?.hand ?? false;
    hand.setAttribute("aria-pressed", String(raised));
    say(caption(hand), raised ? "Lower" : "Hand");
    lock.hidden = client.you?.role !== "host";
    lock.setAttribute("aria-pressed", String(client.locked));
    changeIcon(lock, client.locked ? "locked" : "unlocked");
    say(caption(lock), client.locked ? "Unlock" : "Lock");
    byId("locked").hidden = !client.locked;
  };
  const toggleHand = () => client.raiseHand(!client.you?.hand);
  hand.addEventListener("click", toggleHand);
  lock.addEventListener("click", () => client.lock(!client.locked));
  client.on("roster", drawRoom);
  client.on("locked", drawRoom);

  mic.addEventListener("click", toggleMicrophone);
  cam.addEventListener("click", toggleCamera);
  byId("leave").addEventListener("click", leave);
  devices.addEventListener("track", draw);
  client.on("muted", draw);
  client.on("joined", draw);
  keys(client, toggleMicrophone, toggleHand);
  panels();
  draw();
}

/** @param {HTMLElement} button */
function caption(button) {
  return /** @type {HTMLElement} */ (button.querySelector(".caption"));
}

/** @param {import("./partyline.js").PartylineClient} client @param {() => void} toggle @param {() => void} toggleHand */
function keys(client, toggle, toggleHand) {
  let talking = false;
  document.addEventListener("keydown", (event) => {
    if (client.state !== "joined" || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest("input, select, textarea")) return;
    if (event.key.toLowerCase() === "m" && !event.repeat) {
      toggle();
    } else if (event.key.toLowerCase() === "h" && !event.repeat) {
      toggleHand();
    } else if (event.key === " " && !target?.closest("button, a, summary")) {
      event.preventDefault();
      if (!event.repeat && client.muted) {
        talking = true;
        client.setMuted(false);
      }
    }
  });
  const release = () => {
    if (talking) client.setMuted(true);
    talking = false;
  };
  document.addEventListener("keyup", (event) => event.key === " " && release());
  globalThis.addEventListener("blur", release);
}

/** @type {Record<string, string>} */
const TITLES = { people: "People", invite: "Invite somebody", settings: "Settings" };

/** One panel at a time; its button opens and closes it, Escape closes it and gives the focus back. */
function panels() {
  const panel = byId("panel");
  const openers = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".controls [data-panel]"));
  let open = "";
  const show = (/** @type {string} */ which) => {
    const from = open;
    open = which;
    panel.hidden = which === "";
    for (const name of Object.keys(TITLES)) byId(`panel-${name}`).hidden = name !== which;
    for (const opener of openers) opener.setAttribute("aria-expanded", String(opener.dataset.panel === which));
    if (which) {
      say(byId("panel-title"), TITLES[which]);
      byId("panel-title").focus();
    } else {
      for (const opener of openers) if (opener.dataset.panel === from) opener.focus();
    }
  };
  for (const opener of openers) {
    const which = opener.dataset.panel ?? "";
    opener.addEventListener("click", () => show(open === which ? "" : which));
  }
  byId("panel-close").addEventListener("click", () => show(""));
  panel.addEventListener("keydown", (event) => event.key === "Escape" && show(""));
}
