// Tables for reading.
import { element } from "./dom.js";

/**
 * columns: [{name, text, long}], text ones to the left. rows of texts, numbers, null, or {value, shown}: shown is for
 * people, value for files. The first cell of a row is its header.
 */
export function tableElement({ columns, rows }, caption) {
  const heads = columns.map(({ name, text }) => element("th", { scope: "col", class: text ? "text" : "" }, name));
  return element("table", {}, element("caption", { class: "unseen" }, caption),
    element("thead", {}, element("tr", {}, heads)),
    element("tbody", {}, rows.map((row) => element("tr", {}, row.map((cell, place) => cellElement(cell, columns[place], place))))));
}

function cellElement(cell, { text, long }, place) {
  const shown = cell !== null && typeof cell === "object" ? cell.shown : cell;
  const kind = long && String(shown ?? "").length > 30 ? "long" : text ? "text" : "";
  return element(place === 0 ? "th" : "td", { class: kind, scope: place === 0 ? "row" : null }, shown === null ? "" : String(shown));
}
