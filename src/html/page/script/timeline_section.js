// One trial, worker by worker, from the call that started the crew to its end.
import { axis, rowAxis } from "./axes.js";
import { Chart } from "./chart.js";
import { element } from "./dom.js";
import { barSeries } from "./marks.js";
import { phases } from "./phases.js";
import { phaseLegend } from "./phases_section.js";
import { formatSeconds, formatSize, formatTick } from "./quantity.js";
import { fillSelect, section } from "./section.js";
import { colour } from "./theme.js";

const workerPhases = phases.filter((phase) => phase !== "other");

export function timelineSection(study, view) {
  const { workers } = study.tables;
  if (workers.length === 0) return null;
  const pick = new Pick(study, view);
  const chart = new Chart({ title: "Workers of a trial", file: "timeline", build: () => build(study, pick), tools: [] });
  chart.plot.before(pick.node, phaseLegend(workerPhases));
  pick.onChange = () => chart.update();
  const node = section("timeline", "What does each worker do, from start-up to stop?", study.data.workers_note, chart.node);
  return { id: "timeline", title: "Timeline", node, update: () => { pick.refresh(); chart.update(); } };
}

/** The trial that is shown: a point, and one of its trials that are there. */
class Pick {
  constructor(study, view) {
    this.study = study;
    this.view = view;
    this.rowsOfTrial = new Map();
    study.tables.workers.values("trial").forEach((trial, row) => {
      if (!this.rowsOfTrial.has(trial)) this.rowsOfTrial.set(trial, []);
      this.rowsOfTrial.get(trial).push(row);
    });
    this.points = element("select", { "aria-label": "Crew" });
    this.trials = element("select", { "aria-label": "Trial" });
    this.node = element("div", { class: "tools" }, this.points, this.trials);
    this.points.addEventListener("change", () => { this.fillTrials(); this.onChange(); });
    this.trials.addEventListener("change", () => this.onChange());
  }

  refresh() {
    const { view } = this;
    const all = view.job.measured.concat(view.job.points.filter((point) => point.total === null))
      .filter((point) => (view.job.scaled || point.n === view.n) && !view.hidden.has(point.family) && this.trialsOf(point).length > 0);
    const before = this.points.value;
    const keep = all.find((point) => String(point.row) === before) ?? all.reduce((best, point) => (!best || point.workers >= best.workers ? point : best), null);
    fillSelect(this.points, all.map((point) => [point.row, `${point.label}, n ${formatSize(point.n)}`]), keep?.row);
    this.fillTrials();
  }

  trialsOf(point) {
    const [first, end] = this.study.trialsOf(point);
    const rows = [];
    for (let row = first; row < end; ++row) if (this.rowsOfTrial.has(row)) rows.push(row);
    return rows;
  }

  fillTrials() {
    const point = this.study.points[Number(this.points.value)];
    const rows = point && this.points.value !== "" ? this.trialsOf(point) : [];
    const wall = this.study.tables.trials.values("wall_seconds");
    const sorted = rows.slice().sort((a, b) => wall[a] - wall[b]);
    const middle = sorted[(sorted.length - 1) >> 1];
    fillSelect(this.trials, sorted.map((row, place) => [row, this.trialName(row, place, sorted.length, row === middle)]), middle);
  }

  trialName(row, place, count, isMiddle) {
    const { trials } = this.study.tables;
    const rank = isMiddle ? "median" : place === 0 ? "fastest" : place === count - 1 ? "slowest" : "";
    const status = trials.at("status", row) === "ok" ? "" : `, ${trials.at("status", row)}`;
    return `${formatSeconds(trials.at("wall_seconds", row))}${rank ? ` (${rank})` : ""}, launch ${trials.at("launch", row)}, repetition ${trials.at("repetition", row)}${status}`;
  }

  get name() {
    const point = this.study.points[Number(this.points.value)];
    return `${point.label}, n ${formatSize(point.n)}`;
  }

  get trial() {
    return this.trials.value === "" ? null : Number(this.trials.value);
  }
}

function build(study, pick) {
  if (pick.trial === null) return null;
  const { workers, trials } = study.tables;
  const critical = trials.at("critical_worker", pick.trial);
  const rows = pick.rowsOfTrial.get(pick.trial).map((row) => workers.row(row));
  const bars = rows.flatMap((worker, row) => barsOf(worker, row));
  const wall = trials.at("wall_seconds", pick.trial);
  const x = axis({ scale: "linear", values: [wall, ...bars.map(({ to }) => to)], name: "", format: formatTick });
  const marks = rows.map((worker, place) => ({ place, text: `${worker.worker === critical ? "critical " : ""}${worker.worker}` }));
  const thick = rows.length > 48 ? 600 / rows.length : 20;
  return {
    option: { grid: { left: 90, right: 24, top: 8, bottom: 28, outerBoundsMode: "none" }, xAxis: x.option, yAxis: rowAxis(marks, Math.ceil(rows.length / 48)), series: [barSeries(bars, thick)] },
    height: 48 + Math.max(30, rows.length * Math.min(28, thick * 1.4)), table: tableOf(rows), note: noteOf(pick, rows, wall),
  };
}

function noteOf(pick, rows, wall) {
  const hosts = new Set(rows.map((worker) => worker.host));
  const apart = hosts.size > 1 ? ` Workers are on ${hosts.size} hosts, whose clocks are never compared: those on other hosts than the driver's are taken to have begun with the root.` : "";
  return `${pick.name}: wall time ${formatSeconds(wall)}. Phases are drawn in their order and by their sums: a worker that talked again and again has one stretch of it. Critical is the worker whose job ended last.${apart}`;
}

function barsOf(worker, row) {
  let from = 0;
  return workerPhases.map((phase) => {
    const begin = from;
    const seconds = worker[`${phase}_seconds`];
    from += seconds;
    const tip = { title: `worker ${worker.worker}: ${phase}`, rows: [["took", formatSeconds(seconds)], ["from", formatSeconds(begin)], ["to", formatSeconds(from)], ["host", worker.host || "–"]] };
    return { from: begin, to: from, row, paint: colour(`phase-${phase}`), tip };
  }).filter(({ from: begin, to }) => to > begin);
}

function tableOf(rows) {
  return {
    columns: [{ name: "worker" }, { name: "host", text: true }, ...workerPhases.map((phase) => ({ name: phase, file: `${phase}_seconds` }))],
    rows: rows.map((worker) => [worker.worker, worker.host, ...workerPhases.map((phase) => ({ value: worker[`${phase}_seconds`], shown: formatSeconds(worker[`${phase}_seconds`]) }))]),
  };
}
