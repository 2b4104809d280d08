// Elements of the page. Texts become text nodes: nothing that a study contains is ever parsed as HTML.

/** properties: class, style variables as --NAME, on: {event: listener}, and attributes (false and null: left out). */
export function element(tag, properties = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) set(node, name, value);
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

function set(node, name, value) {
  if (name === "class") node.className = value;
  else if (name === "on") Object.entries(value).forEach(([event, listener]) => node.addEventListener(event, listener));
  else if (name.startsWith("--")) node.style.setProperty(name, value);
  else if (value === true) node.setAttribute(name, "");
  else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
}

/** A text in which `words` are code. */
export function prose(text) {
  return text.split("`").map((part, place) => (place % 2 === 1 ? element("code", {}, part) : part));
}

/** For screen readers. */
export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

let lastId = 0;
export function freshId() {
  lastId += 1;
  return `id-${lastId}`;
}
