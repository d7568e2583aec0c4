// Why a device or the network doesn't do: one sentence, and the way out.

/** @typedef {"insecure" | "denied" | "denied-by-system" | "none" | "busy" | "unfit" | "other"} DeviceFailure */
/** @typedef {"audio" | "video"} Kind */

/** @param {unknown} error what getUserMedia threw @returns {DeviceFailure} */
export function deviceFailure(error) {
  const { name = "", message = "" } = error instanceof Error || error instanceof DOMException ? error : {};
  switch (name) {
    case "NotAllowedError":
    case "PermissionDeniedError":
      return /system/i.test(message) ? "denied-by-system" : "denied";
    case "SecurityError":
      return "denied";
    case "NotFoundError":
    case "DevicesNotFoundError":
      return "none";
    case "NotReadableError":
    case "TrackStartError":
    case "AbortError":
      return "busy";
    case "OverconstrainedError":
      return "unfit";
    default:
      return "other";
  }
}

/** Where this page is to be had by HTTPS, if it came without and the bridge knows. */
const secureAddress = document.body.dataset.secureAddress;

/** @typedef {{title: string, wayOut: string, link?: {label: string, href: string}}} Sentence */

/** @type {Record<DeviceFailure, (device: string, was: string) => Sentence>} */
const SENTENCES = {
  insecure: () => ({
    title: "This page came without HTTPS, so the browser gives it no microphone and no camera.",
    wayOut: secureAddress
      ? "Open it by HTTPS. You can join and listen all the same."
      : "You can join and listen all the same. To be heard, call in by telephone, or ask whoever runs this bridge for an https:// address.",
    ...(secureAddress && { link: { label: "Open by HTTPS", href: secureAddress } }),
  }),
  denied: (device) => ({
    title: `The browser was told not to give this page your ${device}.`,
    wayOut: "Press the sign to the left of the page's address, allow it there, and try again.",
  }),
  "denied-by-system": (device) => ({
    title: `Your computer does not let the browser use your ${device}.`,
    wayOut: "Allow it for the browser in the system's privacy settings, and try again.",
  }),
  none: (device, was) => ({
    title: `No ${device} ${was} found.`,
    wayOut: "What you plug in is taken by itself.",
  }),
  busy: (device) => ({
    title: `Another program uses your ${device}, or it does not answer.`,
    wayOut: "Close the other program, or plug it in anew, and try again.",
  }),
  unfit: (device) => ({
    title: `The chosen ${device} cannot do what is needed.`,
    wayOut: "Choose another one.",
  }),
  other: (device) => ({
    title: `Your ${device} did not start.`,
    wayOut: "Try again, or choose another one.",
  }),
};

/** @param {DeviceFailure} failure @param {Kind[]} kinds whom it concerns @returns {Sentence} */
export function deviceSentence(failure, kinds) {
  const names = kinds.map((kind) => (kind === "audio" ? "microphone" : "camera"));
  const joint = failure === "none" ? " and no " : " and your ";
  return SENTENCES[failure](names.join(joint), names.length > 1 ? "were" : "was");
}

/** @type {Sentence} */
export const NETWORK_BLOCKED = {
  title: "Your network lets no call through.",
  wayOut: "It seems to block UDP. Try another network, such as your telephone's, or without a VPN; or call in by telephone.",
};

/** @type {Record<string, string>} */
const REFUSALS = {
  "no-channel": "There is no such channel.",
  "pin-needed": "This channel asks for a PIN.",
  "pin-wrong": "That PIN is not the right one.",
  "pin-refused": "There were too many wrong PINs.",
  "token-invalid": "This link is not valid. It may be cut short: ask for it again.",
  "token-expired": "This link has expired. Ask for a new one.",
  "token-other-channel": "This link is for another channel.",
  locked: "A host has locked this channel. Ask to be let in.",
  "no-host": "This conference begins when a host is here.",
  over: "The host has left, and the conference is over.",
  "channel-full": "There are as many in this channel as may be. Try again when somebody has left.",
  full: "The bridge is full. Try again when somebody has left.",
  draining: "The bridge is being restarted. Try again in a minute.",
  busy: "That was too fast. Try again in a moment.",
  elsewhere: "You joined from another window, and are there now.",
  closed: "The bridge ended the connection.",
  "media-failed": NETWORK_BLOCKED.title,
  "no-offer":
    "This browser could not begin a call: its WebRTC may be switched off. Allow it, use another browser, or call in by telephone.",
};

/** @param {{reason: string, message: string, retryAfterMillis?: number}} refused @returns {string} */
export function refusalSentence({ reason, message, retryAfterMillis }) {
  const sentence = REFUSALS[reason] ?? message;
  if (reason !== "pin-refused" || !retryAfterMillis) return sentence;
  const seconds = Math.ceil(retryAfterMillis / 1000);
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `${sentence} Wait ${wait}, then try again.`;
}
