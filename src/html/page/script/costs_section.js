// Cost models beside what was measured: time against n, residuals, parameters, and errors of what was left out.
import { axis } from "./axes.js";
import { Chart } from "./chart.js";
import { costAt, modelFor, modelsOf } from "./costs.js";
import { curveGrid, namesOf, workersBeside } from "./curves.js";
import { element } from "./dom.js";
import { guideSeries, pointSeries } from "./marks.js";
import { formatFound, formatInterval, formatPercent, formatSeconds, formatSize, formatTick, formatTinySeconds } from "./quantity.js";
import { section } from "./section.js";
import { tableElement } from "./tables.js";
import { colour } from "./theme.js";

const beyond = 10; // times the largest size, dashed
const steps = 48;

export function costsSection(study, view) {
  if (study.data.costs.length === 0) return null;
  const charts = [
    new Chart({ title: "Time and cost model", file: "cost-model", build: () => costChart(study, view) }),
    new Chart({ title: "Residuals of cost models", file: "cost-residuals", build: () => residualChart(study, view) }),
  ];
  const tables = ["Parameters of cost models", "How good the cost models are"].map((label) =>
    element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }));
  const node = section("costs", "What is the time made of?",
    "Cost models: start and stop, work, talk and rest, each fitted to its own phase. Beyond what was measured a model is dashed: that is extrapolated.",
    ...charts.map((chart) => chart.node), ...tables);
  const update = () => {
    charts.forEach((chart) => chart.update());
    const models = modelsOf(study, view);
    tables[0].replaceChildren(models.length > 0 ? tableElement(parameterTable(models), "Parameters of cost models") : "");
    tables[1].replaceChildren(models.length > 0 ? tableElement(fitnessTable(models), "How good the cost models are") : "");
  };
  return { id: "costs", title: "Cost models", node, update };
}

/** Serial, and every way with the chosen number of workers, with its levels. */
function drawnOf(study, view) {
  const models = modelsOf(study, view);
  return view.ways.flatMap((way) => {
    const workers = way.isBase ? 1 : view.workers;
    const model = modelFor(models, way, workers);
    if (!model) return [];
    const levels = model.levels.filter(([count]) => count === workers).map(([, n, seconds, predicted]) => ({
      n, seconds, residual: Math.log(seconds / predicted), tip: tipOf(way, workers, n, seconds, predicted) }));
    return levels.length > 0 ? [{ way, workers, model, levels }] : [];
  });
}

function tipOf(way, workers, n, seconds, predicted) {
  return { title: `${way.name}, ${workers} worker${workers === 1 ? "" : "s"}, n ${formatSize(n)}`,
    rows: [["total, median", formatSeconds(seconds)], ["cost model", formatSeconds(predicted)], ["longer than the model", formatPercent(seconds / predicted - 1)]] };
}

function samples({ model, workers }, low, high) {
  return Array.from({ length: steps + 1 }, (_, step) => low * (high / low) ** (step / steps)).map((n) => [n, costAt(model, workers, n)]);
}

function costChart(study, view) {
  const drawn = drawnOf(study, view);
  if (drawn.length === 0) return null;
  const sizes = drawn.flatMap(({ levels }) => levels.map(({ n }) => n)).filter((n) => n > 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const inside = drawn.map((one) => samples(one, least, most));
  const outside = drawn.map((one) => samples(one, most, beyond * most));
  const x = axis({ scale: view.scale, values: [least, beyond * most], name: "n", format: (n) => formatSize(Math.round(n)), zero: false });
  const y = axis({ scale: view.scale, values: [...inside, ...outside].flat().map(([, seconds]) => seconds).concat(drawn.flatMap(({ levels }) => levels.map(({ seconds }) => seconds))), name: "", format: formatTick });
  const place = ([n, seconds]) => [x.at(n), y.at(seconds)];
  const lines = drawn.flatMap(({ way }, i) => {
    const paint = colour(`kind-${way.paint}`);
    return [guideSeries("", inside[i].map(place), "solid", paint), guideSeries(way.name, outside[i].map(place), "dashed", paint)];
  });
  const marks = drawn.map(({ way, levels }) => pointSeries(way, levels.map(({ n, seconds, tip }) => ({ x: x.at(n), y: y.at(seconds), tip }))));
  const height = 400;
  return {
    option: { grid: curveGrid(lines), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [...lines, ...marks, namesOf(lines, y, height)] },
    height, table: levelTable(drawn), note: `${workersBeside(view.workers, drawn.map(({ way }) => way))}. Dashed: extrapolated.`,
  };
}

function residualChart(study, view) {
  const drawn = drawnOf(study, view);
  const residuals = drawn.flatMap(({ levels }) => levels.map(({ residual }) => residual));
  if (residuals.length === 0) return null;
  const most = Math.max(0.02, ...residuals.map(Math.abs));
  const sizes = drawn.flatMap(({ levels }) => levels.map(({ n }) => n));
  const x = axis({ scale: view.scale, values: sizes, name: "n", format: (n) => formatSize(Math.round(n)), zero: false });
  const y = axis({ scale: "linear", values: [-most, most], name: "", format: formatPercent, zero: true });
  const zero = guideSeries("model", [[x.option.min, 0], [x.option.max, 0]]);
  const marks = drawn.map(({ way, levels }) => pointSeries(way, levels.map(({ n, residual, tip }) => ({ x: x.at(n), y: residual, tip }))));
  const height = 240;
  return {
    option: { grid: curveGrid([zero]), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [zero, ...marks, namesOf([zero], y, height)] },
    height, table: levelTable(drawn), note: "How much longer a median took than its cost model says.",
  };
}

const shown = (value, format) => ({ value, shown: format(value) });

function levelTable(drawn) {
  return {
    columns: [{ name: "way", text: true }, { name: "workers" }, { name: "n" }, { name: "median", file: "seconds" }, { name: "residual" }],
    rows: drawn.flatMap(({ way, workers, levels }) => levels.map(({ n, seconds, residual }) =>
      [way.name, workers, shown(n, formatSize), shown(seconds, formatSeconds), shown(residual, formatPercent)])),
  };
}

function parameterText(term) {
  return term.parameters.map(([name, value, low, high], place) => {
    const format = place < term.bases.length ? formatTinySeconds : (number) => number.toFixed(3);
    return `${name} = ${format(value)} (${formatInterval(low, high, format)})`;
  }).join(", ");
}

function crewOf({ model, way }) {
  return model.workers === null ? way.name : `${way.name}, ${model.workers}`;
}

function parameterTable(models) {
  const columns = ["crew", "term", "formula", "parameters"];
  return {
    columns: [...columns.map((name) => ({ name, text: true })), { name: "typically off by" }],
    rows: models.flatMap((one) => (one.model.refusal ? [] : one.model.terms.map((term) =>
      [crewOf(one), term.name, term.formula, parameterText(term), term.parameters.length > 0 ? formatPercent(term.residual) : "–"]))),
  };
}

function errorText(error) {
  return error ? `${formatPercent(error[0])}, worst ${formatPercent(error[1])} at ${formatFound(error[2])}` : "too few to tell";
}

function fitnessTable(models) {
  const columns = ["points", "typically off by", "left-out size", "left-out workers"];
  return {
    columns: [{ name: "crew", text: true }, ...columns.map((name) => ({ name })), { name: "refused", text: true, long: true }],
    rows: models.map((one) => [crewOf(one), ...(one.model.refusal ? ["–", "–", "–", "–", one.model.refusal]
      : [one.model.levels.length, formatPercent(one.model.typical_residual), errorText(one.model.left_out_sizes),
        one.model.workers === null ? errorText(one.model.left_out_workers) : "–", ""])]),
  };
}
