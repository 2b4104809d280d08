// The answer first.
import { element, prose } from "./dom.js";
import { section } from "./section.js";

export function answerSection(study) {
  const { answers } = study.data;
  if (answers.length === 0) return null;
  const groups = [...new Set(answers.map(({ group }) => group))];
  const lists = groups.flatMap((group) => {
    const items = answers.filter((answer) => answer.group === group).map(answerItem);
    const title = group && groups.filter(Boolean).length > 1 ? [element("h3", {}, group)] : [];
    return [...title, element("ul", { class: "answers" }, items)];
  });
  const node = section("answer", "The answer", "", ...lists);
  return { id: "answer", title: "Answer", node, update: () => {} };
}

function answerItem({ topic, text }) {
  const lines = text.split("\n").filter(Boolean);
  return element("li", {}, element("span", { class: "question" }, topic), element("div", {}, lines.map((line) => element("p", {}, prose(line)))));
}
