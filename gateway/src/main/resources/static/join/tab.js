import { keepPlace, place } from "./memory.js";

const LOCK_MILLIS = 3000;

/** @param {string} resume */
const lockName = (resume) => `partyline.${resume}`;

/**
 * Where this tab was before it was loaded anew. A tab that was duplicated finds the same, and must not take the place of
 * the one that is still there: that one did not say that it was left, and holds the lock. A page that crashed said nothing
 * either, but its lock is free.
 *
 * @param {string} channel
 */
export async function placeToComeBackTo(channel) {
  const was = place(channel);
  if (!was) return null;
  if (was.left) return was;
  try {
    await navigator.locks?.request(lockName(was.resume), { signal: AbortSignal.timeout(LOCK_MILLIS) }, () => {});
    return was;
  } catch {
    keepPlace(channel, null);
    return null;
  }
}

/** @type {Set<string>} */
const held = new Set();

/** @param {string} resume */
export function holdPlace(resume) {
  if (held.has(resume)) return;
  held.add(resume);
  // For as long as the page lives.
  navigator.locks?.request(lockName(resume), () => new Promise(() => {})).catch(() => {});
}

/** Marks the place as left when this page goes, and as taken should it be shown again. @param {string} channel */
export function markPlaceWhenLeft(channel) {
  const mark = (/** @type {boolean} */ left) => () => {
    const is = place(channel);
    if (is && held.has(is.resume)) keepPlace(channel, { ...is, left });
  };
  globalThis.addEventListener("pagehide", mark(true));
  globalThis.addEventListener("pageshow", (event) => event.persisted && mark(false)());
}
