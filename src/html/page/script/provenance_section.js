// Where, by what and how it was measured.
import { element } from "./dom.js";
import { formatCount, formatSeconds } from "./quantity.js";
import { section } from "./section.js";
import { tableElement } from "./tables.js";

const names = {
  launches: "launches", first: "first launch", last: "last launch", version: "breakeven", compiler: "compiler", host: "host", hosts: "hosts of workers", kernel: "kernel",
  cpu_model: "processor", governor: "frequency governor", online_processors: "processors online", allowed_processors: "processors allowed", usable_processors: "processors usable",
  mpi_library: "MPI library", launcher: "launcher", binding: "binding", slurm_job: "SLURM job", instruction_set: "instruction set",
  clock_reading_seconds: "one reading of the clock", clock_resolution_seconds: "resolution of the clock",
};
const mostEnvironments = 12;

export function environmentSection(study) {
  const { environments } = study.tables;
  const about = environments.length === 0 ? "No launch was recorded with its surroundings: trials that were not measured by a study have none."
    : environments.length === 1 ? "All launches had the same surroundings." : `Launches had ${formatCount(environments.length)} different surroundings.`;
  const children = environments.length === 0 ? [] : [element("div", { class: "scroll whole", tabindex: "0", role: "region", "aria-label": "Environment" }, environmentTable(environments))];
  const node = section("environment", "Environment and provenance", about, ...children, planElement(study), studyLine(study));
  return { id: "environment", title: "Environment", node, update: () => {} };
}

function environmentTable(environments) {
  const shown = Array.from({ length: Math.min(environments.length, mostEnvironments) }, (_, row) => environments.row(row));
  const text = (name, value) => (value === null || value === "" ? "–" : name.endsWith("_seconds") ? formatSeconds(value) : instant(String(value)));
  const rows = environments.names.map((name) => [names[name] ?? name, ...shown.map((environment) => text(name, environment[name]))])
    .filter(([, ...values]) => values.some((value) => value !== "–" && value !== "0"));
  return tableElement({ columns: [{ name: "of launches", text: true }, ...shown.map((_, place) => ({ name: shown.length > 1 ? `surroundings ${place + 1}` : "surroundings", text: true, long: true }))], rows }, "Environment");
}

/** "2026-11-28 09:00:00 UTC" */
function instant(text) {
  return text.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?Z$/, "$1 $2 UTC");
}

function planElement(study) {
  if (!study.data.plan) return element("p", { class: "note" }, "These trials were recorded without a plan.");
  return element("details", {}, element("summary", {}, "The plan"), element("pre", { tabindex: "0" }, study.data.plan));
}

function studyLine(study) {
  const { file, study_id: id, program } = study.data;
  return element("p", { class: "note" }, `${file}${id ? `, study ${id}` : ""}. Page by ${program}.`);
}

export function rulesSection(study) {
  const { rules } = study.data;
  const kept = rules.filter(({ waived }) => !waived).length;
  const node = section("rules", "Rules of measuring", `${kept} of ${rules.length} kept. After Hoefler & Belli (SC'15) and Hunold & Carpen-Amarie (TPDS 2016).`,
    element("ul", { class: "rules" }, rules.map(({ rule, waived }) => element("li", { class: waived ? "waived" : "kept" },
      element("span", { class: "unseen" }, waived ? "Waived: " : "Kept: "), rule, waived ? element("small", {}, waived) : null))));
  return { id: "rules", title: "Rules", node, update: () => {} };
}
