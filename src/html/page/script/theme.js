// Light and dark: what the system prefers until the user chooses. Charts read their colours from the same style sheet
// as everything else.

const system = matchMedia("(prefers-color-scheme: dark)");
const listeners = [];
const colours = new Map();
let choice = "auto";
let printing = false;

function apply() {
  const dark = !printing && (choice === "dark" || (choice === "auto" && system.matches));
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  colours.clear();
  listeners.forEach((listener) => listener());
}

export function onTheme(listener) {
  listeners.push(listener);
}

export function chosenTheme() {
  return choice;
}

export function chooseTheme(theme) {
  choice = theme;
  apply();
}

/** Paper is white. */
export function startTheme() {
  system.addEventListener("change", apply);
  for (const [event, value] of [["beforeprint", true], ["afterprint", false]]) {
    addEventListener(event, () => {
      printing = value;
      apply();
    });
  }
  apply();
}

/** Of charts. Without quotes, which would end the attribute of an SVG that the library writes. */
export const chartFont = "system-ui, sans-serif";

/** colour("ink"), colour("kind-fork") */
export function colour(name) {
  if (!colours.has(name)) colours.set(name, getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim());
  return colours.get(name);
}
