// What is known of a value that is pointed at.
import { element } from "./dom.js";
import { colour } from "./theme.js";

export function tipElement({ title, rows }) {
  return element("div", { class: "tip" }, element("strong", {}, title),
    element("dl", {}, rows.flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)])));
}

export function tipText({ title, rows }) {
  return [title, ...rows.map(([name, value]) => `${name} ${value}`)].join(", ");
}

/** The formatter returns an element: a text would be taken for HTML. */
export function tooltip() {
  return {
    trigger: "item", confine: true, transitionDuration: 0, backgroundColor: colour("page"), borderColor: colour("line"),
    borderWidth: 1, padding: [8, 12], formatter: ({ data }) => (data?.tip ? tipElement(data.tip) : ""),
  };
}
