import { make } from "./dom.js";
import { preferences } from "./memory.js";
import { speakerChoosable } from "./sound.js";

/** @type {Record<string, string>} */
const UNNAMED = { audioinput: "Microphone", videoinput: "Camera", audiooutput: "Speaker" };

/**
 * Fills the selects for devices in a part of the page, and keeps them filled.
 *
 * @param {HTMLElement} part
 * @param {import("./devices.js").Devices} devices
 * @param {(kind: MediaDeviceKind, deviceId: string) => void} chosen
 */
export function deviceChoices(part, devices, chosen) {
  const selects = [...part.querySelectorAll("select")];
  for (const place of part.querySelectorAll("[data-speaker]")) {
    /** @type {HTMLElement} */ (place).hidden = !speakerChoosable;
  }
  for (const select of selects) {
    select.addEventListener("change", () => {
      chosen(/** @type {MediaDeviceKind} */ (select.dataset.kind), select.value);
    });
  }
  const fill = () => selects.forEach((select) => fillSelect(select, devices));
  devices.addEventListener("list", fill);
  devices.addEventListener("track", fill);
  fill();
}

/** @param {HTMLSelectElement} select @param {import("./devices.js").Devices} devices */
function fillSelect(select, devices) {
  const kind = /** @type {MediaDeviceKind} */ (select.dataset.kind);
  const list = devices.list.filter((device) => device.kind === kind);
  const options = list.map((device, i) =>
    make("option", { value: device.deviceId }, device.label || `${UNNAMED[kind]} ${i + 1}`),
  );
  const none = kind === "audiooutput" ? "The system's speaker" : "None found yet";
  select.replaceChildren(...(options.length > 0 ? options : [make("option", { value: "" }, none)]));
  select.disabled = options.length === 0;
  const track = kind === "audioinput" ? devices.tracks.audio : kind === "videoinput" ? devices.tracks.video : null;
  const current = track?.getSettings().deviceId ?? preferences()[kind];
  if (current && list.some((device) => device.deviceId === current)) select.value = current;
}
