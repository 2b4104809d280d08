// Every trial as it was measured: nothing is averaged, nothing left out.
import { axis, rowAxis } from "./axes.js";
import { Chart } from "./chart.js";
import { intervalSeries } from "./marks.js";
import { crewRows, rowsHeight } from "./phases_section.js";
import { formatInterval, formatSeconds, formatSize, formatTick } from "./quantity.js";
import { section } from "./section.js";
import { colour } from "./theme.js";

export function repetitionsSection(study, view) {
  const chart = new Chart({ title: "Raw repetitions", file: "repetitions", build: () => build(study, view) });
  const node = section("repetitions", "How much do repetitions differ?", study.data.noise_floor, chart.node);
  return { id: "repetitions", title: "Repetitions", node, update: () => chart.update() };
}

function build(study, view) {
  const rows = crewRows(view);
  if (rows.length === 0) return null;
  const dots = rows.flatMap(({ point, place }) => dotsOf(study, point, place));
  const x = axis({ scale: view.scale, values: dots.map(({ seconds }) => seconds), name: "", format: formatTick, zero: false });
  const bands = rows.map(({ point, place }) => ({ x: x.at(point.total), y: place, low: point.low === null ? null : x.at(point.low), high: point.high === null ? null : x.at(point.high) }));
  return {
    option: {
      grid: { left: 130, right: 24, top: 8, bottom: 28, outerBoundsMode: "none" }, xAxis: x.option, yAxis: rowAxis(rows),
      series: [dotSeries(dots, x), medianSeries(rows, x), intervalSeries(colour("ink"), bands, true)],
    },
    height: rowsHeight(rows, 34), table: tableOf(dots), note: noteOf(study, view, dots),
  };
}

function noteOf(study, view, dots) {
  const flagged = dots.filter(({ outlier }) => outlier).length;
  const flags = flagged > 0 ? ` ${flagged} hollow ${flagged === 1 ? "dot is" : "dots are"} outside of Tukey's fences: flagged, and counted all the same.` : "";
  return `${view.job.scaled ? "" : `n ${formatSize(view.n)}. `}A dot for each trial, launches from top to bottom; the line is the median with its 95 % interval.${flags} ${study.data.trials_note}`.trim();
}

/** Launches are spread over the height of their row, in their order. */
function dotsOf(study, point, row) {
  const { trials } = study.tables;
  const [first, end] = study.trialsOf(point);
  const launches = trials.values("launch").subarray(first, end).reduce((a, b) => Math.max(a, b), 0);
  const dots = [];
  for (let trial = first; trial < end; ++trial) {
    if (trials.at("status", trial) !== "ok") continue;
    const launch = trials.at("launch", trial);
    const offset = launches > 0 ? (launch / launches - 0.5) * 0.56 : 0;
    dots.push({ point, launch, seconds: trials.at("wall_seconds", trial), repetition: trials.at("repetition", trial), outlier: trials.at("outlier", trial), place: row + offset });
  }
  return dots;
}

function dotSeries(dots, x) {
  return {
    type: "scatter", symbolSize: dots.length > 3000 ? 3 : 7, large: false, z: 3,
    data: dots.map((dot) => ({ value: [x.at(dot.seconds), dot.place], tip: tipOf(dot), itemStyle: styleOf(dot) })),
    emphasis: { scale: 1.6 },
  };
}

function styleOf({ point, outlier }) {
  const paint = colour(`kind-${point.paint}`);
  return outlier ? { color: "transparent", borderColor: paint, borderWidth: 1.5 } : { color: paint, opacity: 0.75 };
}

function tipOf({ point, launch, repetition, seconds, outlier }) {
  const rows = [["total", formatSeconds(seconds)], ["launch", String(launch)], ["repetition", String(repetition)],
    ["median of all", formatSeconds(point.total)], ["95 % interval", formatInterval(point.low, point.high, formatSeconds)]];
  if (outlier) rows.push(["Tukey's fences", outlier]);
  return { title: `${point.label}, n ${formatSize(point.n)}`, rows };
}

function medianSeries(rows, x) {
  return {
    type: "scatter", silent: true, symbol: "rect", symbolSize: [2.5, 26], itemStyle: { color: colour("ink") }, z: 4,
    data: rows.map(({ point, place }) => [x.at(point.total), place]),
  };
}

function tableOf(dots) {
  return {
    columns: [{ name: "crew", text: true }, { name: "n" }, { name: "launch" }, { name: "repetition" }, { name: "total", file: "total_seconds" }, { name: "outside of Tukey's fences", file: "outlier", text: true }],
    rows: dots.map(({ point, launch, repetition, seconds, outlier }) => [point.label, { value: point.n, shown: formatSize(point.n) }, launch, repetition,
      { value: Number(seconds.toPrecision(7)), shown: formatSeconds(seconds) }, outlier]),
  };
}
