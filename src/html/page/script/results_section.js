// Every point with all that is known of it, and every number as a file.
import { csvOfTable, save } from "./csv.js";
import { element, prose } from "./dom.js";
import { pointColumns, pointRow } from "./points.js";
import { formatCount } from "./quantity.js";
import { section } from "./section.js";
import { tableElement } from "./tables.js";

const mostRows = 500;
const roles = { measured: "", twin: "twin", overhead: "overhead" };

export function resultsSection(study) {
  const host = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "All points" });
  const details = element("details", {}, element("summary", {}, `All ${formatCount(study.points.length)} points`), host);
  details.addEventListener("toggle", () => { if (details.open && !host.firstChild) host.append(...tableOf(study)); });
  const node = section("results", "Every point", outcomes(study.points), problems(study.points), details, downloads(study));
  return { id: "results", title: "Every point", node, update: () => {} };
}

function outcomes(points) {
  const counts = new Map();
  points.forEach(({ outcome }) => counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
  const words = { ok: "measured", failed: "failed", skipped: "skipped", pending: "not run yet" };
  return `Of ${formatCount(points.length)} points ${[...counts].map(([outcome, count]) => `${formatCount(count)} ${words[outcome] ?? outcome}`).join(", ")}.`;
}

/** Reasons of points that failed or were not run, each once. */
function problems(points) {
  const reasons = new Map();
  for (const point of points.filter(({ reason }) => reason)) {
    const key = JSON.stringify([point.failures > 0 ? "Failed" : "Skipped", point.reason]);
    if (!reasons.has(key)) reasons.set(key, []);
    reasons.get(key).push(point.label);
  }
  if (reasons.size === 0) return null;
  const rows = [...reasons].slice(0, mostRows).map(([key, labels]) => {
    const [what, reason] = JSON.parse(key);
    return [what, labels.length > 4 ? `${labels.slice(0, 4).join("; ")} and ${labels.length - 4} more` : labels.join("; "), reason];
  });
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Problems" },
    tableElement({ columns: [{ name: "what", text: true }, { name: "points", text: true, long: true }, { name: "why", text: true, long: true }], rows }, "What failed or was skipped"));
}

function tableOf(study) {
  const rows = study.points.slice(0, mostRows).map((point) => [...pointRow(point), [roles[point.role], point.outcome].filter(Boolean).join(", "), point.part, point.parameters]);
  const columns = [...pointColumns, { name: "outcome", text: true }, { name: "part", text: true, long: true }, { name: "parameters", text: true, long: true }];
  const more = study.points.length > mostRows ? [element("p", { class: "note" }, `The first ${mostRows} of ${formatCount(study.points.length)}; points.csv has all.`)] : [];
  return [tableElement({ columns, rows }, "All points"), ...more];
}

function downloads(study) {
  const files = [["points", "points"], ["trials", "trials"], ["workers", "workers"], ["environments", "environments"]];
  const button = ([name, table]) => element("button", { type: "button", on: { click: () => save(`${name}.csv`, "text/csv;charset=utf-8", csvOfTable(study.tables[table])) } },
    `${name}.csv, ${formatCount(study.tables[table].length)} row${study.tables[table].length === 1 ? "" : "s"}`);
  const notes = ["Times of trials and workers have seven digits; `breakeven export` has all of them, and the figures of answers. A text that a spreadsheet would take for a formula has an apostrophe before it.",
    study.data.trials_note, study.data.workers_note].filter(Boolean).join(" ");
  return element("div", { class: "downloads" }, element("h3", {}, "Download the numbers"), element("p", { class: "note" }, prose(notes)),
    element("div", { class: "tools" }, files.filter(([, table]) => study.tables[table].length > 0).map(button)));
}
