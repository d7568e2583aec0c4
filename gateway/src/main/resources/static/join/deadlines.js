/** Timers by name: setting one anew replaces it. */
export class Deadlines {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  #timers = new Map();

  /** @param {string} name @param {number} millis @param {() => void} action */
  set(name, millis, action) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(action, millis));
  }

  /** @param {string} name */
  cancel(name) {
    clearTimeout(this.#timers.get(name));
  }

  cancelAll() {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }
}
