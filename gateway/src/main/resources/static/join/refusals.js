/** Of something else than a `join`, which may come while one is under way. */
const OF_ACTIONS = ["not-host", "no-participant"];
/** What the media of a `join` under way make good: a message that overtook it, and the end of the media before. */
const MADE_GOOD_BY_JOINING = ["not-joined", "media-failed"];
/** What passes by itself while one comes back. */
const PASSING = ["busy", "draining", "full", "channel-full"];

/**
 * What a client does about a refusal: tell whoever listens; reject the promise of a `look` or first `join`; join again
 * after a while; have new media, at once or after a while; end; or nothing.
 *
 * @typedef {"tell" | "reject" | "join-later" | "media" | "media-later" | "end" | "nothing"} Consequence
 */

/**
 * @param {string} reason
 * @param {{isOffering: boolean, isAsked: boolean}} client whether an offer is without its answer, whether a promise is open
 * @returns {Consequence}
 */
export function consequence(reason, { isOffering, isAsked }) {
  if (OF_ACTIONS.includes(reason)) return "tell";
  if (isOffering && MADE_GOOD_BY_JOINING.includes(reason)) return "nothing";
  if (isAsked) return "reject";
  if (isOffering) return PASSING.includes(reason) ? "join-later" : "end";
  if (reason === "media-failed") return "media-later";
  return reason === "offer" || reason === "not-joined" ? "media" : "tell";
}

/** @param {string} reason */
export function isPassing(reason) {
  return PASSING.includes(reason);
}
