// The laws of scaling beside what was measured: how well they fit, what they say, and where they were refused.
import { axis } from "./axes.js";
import { Chart } from "./chart.js";
import { curveGrid, extent, namesOf } from "./curves.js";
import { element } from "./dom.js";
import { guideSeries, pointSeries } from "./marks.js";
import { pointTip } from "./points.js";
import { formatInterval, formatPercent, formatSeconds, formatSize, formatTick } from "./quantity.js";
import { section, segments } from "./section.js";
import { tableElement } from "./tables.js";
import { colour } from "./theme.js";

export function modelsSection(study, view) {
  if (study.data.models.length === 0) return null;
  const models = study.data.models.map((model) => ({ ...model, point: study.points[model.row] }));
  const laws = new Laws(models, view);
  const charts = [
    new Chart({ title: "Time and law", file: "law", tools: [laws.buttons], build: () => lawChart(laws, view) }),
    new Chart({ title: "Residuals", file: "residuals", build: () => residualChart(laws, view) }),
  ];
  laws.onChange = () => charts.forEach((chart) => chart.update());
  const table = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Parameters of the laws" });
  const node = section("models", "Which law does it follow?",
    "Fitted to medians of total time, start-up included; relative errors count alike. Beyond what was measured a law is dashed: that is extrapolated.",
    charts[0].node, charts[1].node, table);
  const update = () => {
    laws.refresh();
    charts.forEach((chart) => chart.update());
    table.replaceChildren(tableElement(parameterTable(laws.shown, view), "Parameters of the laws"));
  };
  return { id: "models", title: "Models", node, update };
}

/** Which of the laws is drawn, and the models of the job and size that are looked at. */
class Laws {
  constructor(models, view) {
    this.models = models;
    this.view = view;
    this.buttons = element("span");
  }

  refresh() {
    const { job, n, hidden } = this.view;
    const own = (point) => point.part === job.part && point.workload === job.workload && point.parameters === job.parameters;
    this.shown = this.models.filter(({ point }) => own(point) && (job.scaled || point.n === n) && !hidden.has(point.family));
    const names = [...new Set(this.shown.map(({ law }) => law))];
    if (!names.includes(this.law)) this.law = names[0];
    const choose = (law) => { this.law = law; this.onChange(); };
    this.buttons.replaceChildren(names.length > 1 ? segments("Law", names.map((name) => [name, name]), this.law, choose) : "");
  }

  get drawn() {
    return this.shown.filter(({ law, refusal }) => law === this.law && !refusal);
  }
}

function wayOf({ point }, view) {
  return view.job.ways.find(({ points }) => points.includes(point));
}

/** The points that a model was fitted to. */
function levelsOf({ levels, point }, view) {
  const way = wayOf({ point }, view);
  const points = way.points.filter(({ n }) => view.job.scaled || n === point.n);
  return { way, levels: levels.map(([workers, seconds, residual, leftOut]) => ({
    workers, seconds, residual, leftOut,
    point: points.filter((other) => other.workers === workers).reduce((a, b) => (b.total < a.total ? b : a)),
  })) };
}

function workersAxis(view, values, ticks) {
  return axis({ scale: view.scale, values, ticks, name: "workers", format: String, zero: false });
}

function lawChart(laws, view) {
  const drawn = laws.drawn.map((model) => ({ ...levelsOf(model, view), curve: model.curve, range: model.range }));
  if (drawn.length === 0) return null;
  const counts = [...new Set(drawn.flatMap(({ levels, range }) => [...levels.map(({ workers }) => workers), 2 * range[1]]))].sort((a, b) => a - b);
  const x = workersAxis(view, counts, counts);
  const y = axis({ scale: view.scale, values: drawn.flatMap(({ curve, levels }) => [...curve.map(([, seconds]) => seconds), ...levels.map(({ seconds }) => seconds)]), name: "", format: formatTick });
  const place = ([workers, seconds]) => [x.at(workers), y.at(seconds)];
  const lines = drawn.flatMap(({ way, curve, range }) => {
    const paint = colour(`kind-${way.paint}`);
    return [guideSeries("", curve.filter(([workers]) => workers <= range[1]).map(place), "solid", paint),
      guideSeries(way.name, curve.filter(([workers]) => workers >= range[1] / 1.1).map(place), "dashed", paint)];
  });
  const marks = drawn.map(({ way, levels }) => pointSeries(way, levels.map(({ workers, seconds, residual, leftOut, point }) => ({
    x: x.at(workers), y: y.at(seconds), tip: lawTip(point, residual, leftOut) }))));
  const height = 380;
  return {
    option: { grid: curveGrid(lines), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [...lines, ...marks, namesOf(lines, y, height)] },
    height, table: levelTable(drawn), note: `${laws.law}${view.job.scaled ? "" : `, n ${formatSize(view.n)}`}.${oversubscribedNote(laws)}`,
  };
}

function oversubscribedNote({ drawn }) {
  return drawn.some(({ oversubscribed }) => oversubscribed) ? " Fitted to more workers than processors, too: without them too few numbers remain." : "";
}

function residualChart(laws, view) {
  const drawn = laws.drawn.map((model) => levelsOf(model, view));
  if (drawn.length === 0) return null;
  const residuals = drawn.flatMap(({ levels }) => levels.map(({ residual }) => residual));
  const most = Math.max(0.02, ...residuals.map(Math.abs));
  const counts = [...new Set(drawn.flatMap(({ levels }) => levels.map(({ workers }) => workers)))].sort((a, b) => a - b);
  const x = workersAxis(view, counts, counts);
  const y = axis({ scale: "linear", values: [-most, most], name: "", format: formatPercent, zero: true });
  const zero = guideSeries("law", [[x.at(counts[0]), 0], [x.at(counts[counts.length - 1]), 0]]);
  const marks = drawn.map(({ way, levels }) => pointSeries(way, levels.map(({ workers, residual, leftOut, point }) => ({
    x: x.at(workers), y: residual, tip: lawTip(point, residual, leftOut) }))));
  const height = 240;
  return {
    option: { grid: curveGrid([zero]), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [zero, ...marks, namesOf([zero], y, height)] },
    height, table: levelTable(drawn), note: `How much longer a median took than ${laws.law} says.`,
  };
}

function lawTip(point, residual, leftOut) {
  const { title, rows } = pointTip(point);
  return { title, rows: [...rows, ["longer than the law", formatPercent(residual)], ["law without it is off by", formatPercent(leftOut)]] };
}

function levelTable(drawn) {
  const shown = (value, format) => ({ value, shown: format(value) });
  return {
    columns: [{ name: "way", text: true }, { name: "workers" }, { name: "median", file: "seconds" }, { name: "residual" }, { name: "error when left out", file: "left_out_error" }],
    rows: drawn.flatMap(({ way, levels }) => levels.map(({ workers, seconds, residual, leftOut }) =>
      [way.name, workers, shown(seconds, formatSeconds), shown(residual, formatPercent), shown(leftOut, formatPercent)])),
  };
}

const shareOf = (value) => (value > 0 && value < 0.0995 ? `${(100 * value).toPrecision(2)} %` : formatPercent(value));

function estimate(numbers, format) {
  if (!numbers) return "–";
  const [value, low, high] = numbers;
  return `${value === null ? "none" : format(value)} (${low === null ? "none" : formatInterval(low, high ?? Infinity, format)})`;
}

function parameterTable(models, view) {
  const columns = ["way", "law", "one worker", "serial share, or contention", "coherency", "peak workers", "AICc", "typical error when left out", "worst"];
  const workers = (value) => (Number.isFinite(value) && value < 1e6 ? value.toPrecision(2) : "none");
  return {
    columns: [...columns.map((name, place) => ({ name, text: place < 2 })), { name: "refused", text: true, long: true }],
    rows: models.map(({ point, law, refusal, ...fit }) => [wayOf({ point }, view).name, law, ...(refusal
      ? ["–", "–", "–", "–", "–", "–", "–", refusal]
      : [estimate(fit.one_worker_seconds, formatSeconds), estimate(fit.serial_fraction, shareOf), estimate(fit.coherency, shareOf),
        estimate(fit.peak_workers, workers), fit.aicc === undefined ? "–" : fit.aicc.toFixed(1), formatPercent(fit.typical_left_out_error), formatPercent(fit.worst_left_out_error), ""])]),
  };
}
