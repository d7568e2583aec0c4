/**
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T} the page has it, or the page is wrong
 */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}`);
  return /** @type {T} */ (element);
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | boolean | null>} [attributes] true is an attribute without a value; false and null are none
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** @param {string} name a symbol of the page @returns {SVGSVGElement} */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** @param {Element} place has one icon @param {string} name */
export function changeIcon(place, name) {
  place.querySelector("use")?.setAttribute("href", `#i-${name}`);
}

/** Writes only what changed, so that a screen reader doesn't hear it again. @param {Element} element @param {string} text */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * A sentence and its way out, as a note's contents.
 *
 * @param {{title: string, wayOut?: string, link?: {label: string, href: string}}} sentence
 * @param {{label: string, press: () => void}[]} actions
 * @returns {HTMLElement[]}
 */
export function noteParts({ title, wayOut, link }, actions) {
  const words = make("span", {}, make("strong", {}, title), wayOut ? ` ${wayOut}` : "");
  const buttons = actions.map(({ label, press }) => {
    const button = make("button", { type: "button", class: "small" }, label);
    button.addEventListener("click", press);
    return button;
  });
  return [words, ...(link ? [make("a", { class: "small", href: link.href }, link.label)] : []), ...buttons];
}
