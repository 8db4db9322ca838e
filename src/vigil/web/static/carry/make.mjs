// Making elements: text stays text, whatever a register holds; no markup is ever put together from words.

function fill(element, given, children) {
  for (const [name, value] of Object.entries(given)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(2).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** Make an element of a page. */
export const h = (tag, given = {}, ...children) => fill(document.createElement(tag), given, children);

/** Make an element of a drawing. */
export const s = (tag, given = {}, ...children) =>
  fill(document.createElementNS("http://www.w3.org/2000/svg", tag), given, children);

/** Put new content in the stead of what stands there; whoever reads with a keyboard keeps the place they were at. */
export function put(holder, ...children) {
  const held = holder.contains(document.activeElement) ? document.activeElement.id : "";
  const unfolded = new Set([...holder.querySelectorAll("details[open][id]")].map((one) => one.id));
  holder.replaceChildren(...children.flat(2).filter(Boolean));
  for (const one of holder.querySelectorAll("details[id]")) if (unfolded.has(one.id)) one.open = true;
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

/** Make a drawn mark out of the page's sprite. */
export const mark = (name, classes) => s("svg", { class: classes, "aria-hidden": "true" }, s("use", { href: `#${name}` }));
