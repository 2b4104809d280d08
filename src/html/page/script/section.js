// A section of the page: its title, a line about it, and its charts.
import { element, prose } from "./dom.js";

export function section(id, title, about, ...children) {
  return element("section", { id, "aria-labelledby": `${id}-title` }, element("h2", { id: `${id}-title` }, title),
    about ? element("p", { class: "quiet" }, prose(about)) : null, ...children);
}

/** Buttons of which one is pressed. options: [[value, name], ...] */
export function segments(label, options, current, choose) {
  const buttons = options.map(([value, name]) => element("button", { type: "button", "aria-pressed": String(value === current) }, name));
  buttons.forEach((button, place) => button.addEventListener("click", () => {
    buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    choose(options[place][0]);
  }));
  return element("div", { class: "segments", role: "group", "aria-label": label }, ...buttons);
}

/** options: [[value, name], ...], values are compared as texts. */
export function select(label, options, current, choose) {
  const node = element("select", { "aria-label": label });
  fillSelect(node, options, current);
  node.addEventListener("change", () => choose(options.find(([value]) => String(value) === node.value)?.[0] ?? node.value));
  return node;
}

export function fillSelect(node, options, current) {
  node.replaceChildren(...options.map(([value, name]) => element("option", { value, selected: value === current }, name)));
}
