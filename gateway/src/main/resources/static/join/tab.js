import { keepPlace, place } from "./memory.js";

const RELOAD_MILLIS = 3000;

/** @param {string} resume */
const lockName = (resume) => `partyline.${resume}`;

/**
 * Where this tab was before it was loaded anew. A tab that was duplicated finds the same, and must not take the place of
 * the one that is still there; who holds the lock is.
 *
 * @param {string} channel
 */
export async function placeToComeBackTo(channel) {
  const was = place(channel);
  if (!was) return null;
  try {
    await navigator.locks?.request(lockName(was.resume), { signal: AbortSignal.timeout(RELOAD_MILLIS) }, () => {});
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
