// What this browser remembers. A browser that forbids storage forgets, and that is all.

/** @param {() => Storage} storage @param {string} key */
function read(storage, key) {
  try {
    return JSON.parse(storage().getItem(key) ?? "null");
  } catch {
    return null;
  }
}

/** @param {() => Storage} storage @param {string} key @param {unknown} value null forgets */
function write(storage, key, value) {
  try {
    if (value === null) storage().removeItem(key);
    else storage().setItem(key, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden.
  }
}

const lasting = () => localStorage;
const ofThisTab = () => sessionStorage;

/** @typedef {{name?: string, mode?: import("./messages.js").Mode, audioinput?: string, videoinput?: string, audiooutput?: string}} Preferences */

/** @returns {Preferences} */
export function preferences() {
  return read(lasting, "partyline") ?? {};
}

/** @param {Preferences} changed */
export function prefer(changed) {
  write(lasting, "partyline", { ...preferences(), ...changed });
}

/**
 * @typedef {object} Place where this tab was, so that a reload comes back to it
 * @property {string} resume
 * @property {string} name
 * @property {boolean} muted
 * @property {boolean} camera
 * @property {string} [pin]
 * @property {boolean} [left] the page that was there has gone
 */

/** @param {string} channel @returns {Place | null} */
export function place(channel) {
  return read(ofThisTab, `partyline.place.${channel}`);
}

/** @param {string} channel @param {Place | null} value */
export function keepPlace(channel, value) {
  write(ofThisTab, `partyline.place.${channel}`, value);
}

/**
 * A token stands behind the `#`, where no server sees it; here it is taken out of the address too, so that it is
 * neither in the history nor on a screen that is shown to others.
 *
 * @param {string} channel
 * @returns {string | null}
 */
export function takeToken(channel) {
  const key = tokenKey(channel);
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (token) {
    write(ofThisTab, key, token);
    history.replaceState(null, "", location.pathname + location.search);
  }
  return token ?? read(ofThisTab, key);
}

/** @param {string} channel */
export function forgetToken(channel) {
  write(ofThisTab, tokenKey(channel), null);
}

/** @param {string} channel */
const tokenKey = (channel) => `partyline.token.${channel}`;
