// The answer first.
import { element } from "./dom.js";
import { section } from "./section.js";

export function answerSection(study) {
  const { answers = [] } = study.data;
  if (answers.length === 0) return null;
  const [first, ...others] = answers;
  const item = ({ topic, text }) => element("li", {}, element("span", { class: "question" }, topic), element("div", {}, text.split("\n").filter(Boolean).map((line) => element("p", {}, line))));
  const node = section("answer", "The answer", "", element("p", { class: "lead" }, first.text), element("ul", { class: "answers" }, others.map(item)));
  return { id: "answer", title: "Answer", node, update: () => {} };
}
