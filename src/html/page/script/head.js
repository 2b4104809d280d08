// What the page is about, in two lines.
import { element } from "./dom.js";
import { formatCount } from "./quantity.js";

export function pageHead(study) {
  const title = titleOf(study);
  document.title = `${title} – breakeven`;
  return element("header", {}, element("h1", {}, title), element("p", {}, factsOf(study).flatMap((fact, place) => [place > 0 ? " · " : "", element("bdi", {}, fact)])));
}

/** What the plan calls itself, or else the file. */
function titleOf(study) {
  return study.data.title || study.data.file;
}

function factsOf(study) {
  const { trials, environments, points } = study.tables;
  const count = (number, noun) => `${formatCount(number)} ${noun}${number === 1 ? "" : "s"}`;
  const facts = [count(trials.length, "trial"), count(points.length, "point")];
  if (environments.length > 0) {
    const { host, cpu_model: processor, usable_processors: processors, first, last } = environments.row(0);
    facts.push(host, processor);
    if (processors > 0) facts.push(count(processors, "processor"));
    facts.push(first.slice(0, 10) === last.slice(0, 10) ? first.slice(0, 10) : `${first.slice(0, 10)} to ${last.slice(0, 10)}`);
  }
  return facts.filter(Boolean);
}
