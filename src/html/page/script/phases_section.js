// Where the time goes: the median of each phase, crew by crew.
import { axis, rowAxis } from "./axes.js";
import { Chart } from "./chart.js";
import { element } from "./dom.js";
import { barSeries } from "./marks.js";
import { phaseMeaning, phases } from "./phases.js";
import { runsOf } from "./points.js";
import { formatPercent, formatSeconds, formatSize, formatTick } from "./quantity.js";
import { section, segments } from "./section.js";
import { colour } from "./theme.js";

export function phasesSection(study, view) {
  let share = false;
  const chart = new Chart({
    title: "Phases", file: "phases", build: () => build(study, view, share),
    tools: [segments("Lengths", [[false, "time"], [true, "share"]], false, (value) => { share = value; chart.update(); })],
  });
  chart.plot.before(phaseLegend(phases));
  const node = section("phases", "Where does the time go?", "", chart.node);
  return { id: "phases", title: "Phases", node, update: () => chart.update() };
}

export function phaseLegend(shown) {
  return element("ul", { class: "legend", "aria-label": "Phases" }, shown.map((phase) => element("li", { title: phaseMeaning[phase] },
    element("span", { class: "swatch", "--colour": `var(--phase-${phase})` }), phase)));
}

/** What is compared in rows, by numbers of workers, with a gap between them: [{point, place, text}]. */
export function crewRows(view) {
  const order = (point) => view.job.families.findIndex(({ name }) => name === point.family);
  const points = view.job.measured.filter((point) => (view.job.scaled || point.n === view.n) && !view.hidden.has(point.family))
    .sort((a, b) => a.workers - b.workers || order(a) - order(b));
  let place = -1;
  return points.map((point, row) => {
    place += row > 0 && points[row - 1].workers !== point.workers ? 1.5 : 1;
    return { point, place, text: point.label };
  });
}

/** Pixels for so much between the first and the last of rows. */
export function rowsHeight(rows, each) {
  return 44 + each * (rows[rows.length - 1].place + 1.2);
}

function mediansOf(study, point) {
  return phases.map((phase) => Math.max(0, median(study.okValues(point, `${phase}_seconds`))));
}

export function median(values) {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function build(study, view, share) {
  const rows = crewRows(view).map((row) => ({ ...row, medians: mediansOf(study, row.point) }));
  if (rows.length === 0) return null;
  const bars = rows.flatMap(({ point, medians, place }) => stack(point, medians, place, share));
  const x = share
    ? axis({ scale: "linear", values: [1], name: "", format: formatPercent, room: 0 })
    : axis({ scale: "linear", values: bars.map(({ to }) => to), name: "", format: formatTick });
  return {
    option: { grid: { left: 130, right: 24, top: 8, bottom: 28, outerBoundsMode: "none" }, xAxis: x.option, yAxis: rowAxis(rows), series: [barSeries(bars, 18)] },
    height: rowsHeight(rows, 25), table: tableOf(rows), note: noteOf(view, rows),
  };
}

function noteOf(view, rows) {
  const kept = rows.some(({ point }) => point.kept) ? " Where a crew is kept for several trials its start and stop are no part of them." : "";
  return `${view.job.scaled ? "" : `n ${formatSize(view.n)}. `}Median of each phase of the critical worker; medians need not add up to the median of the total.${kept}`;
}

function stack(point, medians, row, share) {
  const sum = medians.reduce((a, b) => a + b, 0);
  const scale = share && sum > 0 ? 1 / sum : 1;
  let from = 0;
  return medians.map((seconds, place) => {
    const begin = from;
    from += seconds * scale;
    const tip = { title: `${point.label}: ${phases[place]}`, rows: [["median", formatSeconds(seconds)], ["share of the phases", formatPercent(sum > 0 ? seconds / sum : 0)],
      ["total, median", formatSeconds(point.total)], ["measured", runsOf(point)]] };
    return { from: begin, to: from, row, paint: colour(`phase-${phases[place]}`), tip };
  }).filter(({ from: begin, to }) => to > begin);
}

function tableOf(rows) {
  const shown = (value) => ({ value, shown: formatSeconds(value) });
  return {
    columns: [{ name: "crew", text: true }, { name: "n" }, ...phases.map((phase) => ({ name: phase, file: `${phase}_seconds` })), { name: "total", file: "total_seconds" }],
    rows: rows.map(({ point, medians }) => [point.label, { value: point.n, shown: formatSize(point.n) }, ...medians.map(shown), shown(point.total)]),
  };
}
