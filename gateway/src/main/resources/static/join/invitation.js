import { byId, changeIcon, icon, make } from "./dom.js";

const SAID_MILLIS = 2500;

/** @typedef {import("./messages.js").Invitation} Invitation */

/**
 * Link, telephone numbers and PIN, each to be copied, and all of it as one text.
 *
 * @param {HTMLElement} place
 * @param {Invitation} invitation
 * @param {string} channel
 */
export function showInvitation(place, invitation, channel) {
  const { link, numbers, pin } = invitation;
  const rows = [row("Link", make("span", { class: "value" }, ...breakable(link.replace(/^https?:\/\//, ""))), link, "Copy the link")];
  for (const { display, tel } of numbers) {
    const dial = make("a", { class: "value number-small", href: tel.startsWith("tel:") ? tel : null }, display);
    rows.push(row("Telephone", dial, display, `Copy the number ${display}`));
  }
  if (pin) rows.push(row("PIN", make("span", { class: "value number-small" }, pin), pin, "Copy the PIN"));
  const all = make("button", { type: "button", class: "button wide" }, icon("copy"), " ", make("span", {}, "Copy invitation"));
  copyOnClick(all, () => asText(invitation, channel));
  place.replaceChildren(make("dl", { class: "invitation" }, ...rows), all);
  if (numbers.some(({ tel }) => tel.startsWith("tel:"))) {
    const hint = pin ? "The number, tapped on a telephone, dials the PIN too." : "Tap the number on a telephone to call.";
    place.append(make("p", { class: "hint" }, hint));
  }
}

/** An address that goes on in another line after a slash, rather than within a name. @param {string} address */
function breakable(address) {
  const parts = address.split("/");
  return parts.map((part, i) => make("span", { class: "part" }, i < parts.length - 1 ? `${part}/` : part));
}

/** @param {string} name @param {HTMLElement} value @param {string} text @param {string} label */
function row(name, value, text, label) {
  const copy = make("button", { type: "button", class: "round bare", "aria-label": label }, icon("copy"));
  copyOnClick(copy, () => text);
  return make("div", {}, make("dt", {}, name), make("dd", {}, value, copy));
}

/** @param {Invitation} invitation @param {string} channel */
function asText({ link, numbers, pin }, channel) {
  const lines = [`Join ${channel}: ${link}`];
  for (const { display } of numbers) lines.push(`By telephone: ${display}${pin ? `, PIN ${pin}` : ""}`);
  if (pin && numbers.length === 0) lines.push(`PIN: ${pin}`);
  return lines.join("\n");
}

/** @param {HTMLButtonElement} button @param {() => string} text */
function copyOnClick(button, text) {
  const caption = button.querySelector("span");
  const label = button.getAttribute("aria-label");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  button.addEventListener("click", async () => {
    const copied = await copy(text());
    changeIcon(button, copied ? "check" : "copy");
    button.classList.toggle("copied", copied);
    const words = copied ? "Copied" : "Not copied: mark it and copy by hand";
    if (caption) caption.textContent = words;
    else button.setAttribute("aria-label", words);
    byId("announcer").textContent = words;
    clearTimeout(timer);
    timer = setTimeout(() => {
      changeIcon(button, "copy");
      button.classList.remove("copied");
      if (caption) caption.textContent = "Copy invitation";
      else if (label) button.setAttribute("aria-label", label);
    }, SAID_MILLIS);
  });
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Pages without HTTPS have no clipboard but this.
    const area = make("textarea", { class: "hidden", readonly: true }, text);
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
