// From which n on each crew pays: measured, and by cost models, with intervals.
import { axis, rowAxis } from "./axes.js";
import { Chart } from "./chart.js";
import { element } from "./dom.js";
import { intervalSeries, markSeries } from "./marks.js";
import { formatFound, formatFoundInterval, formatSize } from "./quantity.js";
import { section } from "./section.js";
import { tableElement } from "./tables.js";
import { colour } from "./theme.js";

const rowHeight = 34;

export function breakEvenSection(study, view) {
  if (study.data.break_evens.length === 0) return null;
  const rows = study.data.break_evens.map((found) => ({ ...found, point: study.points[found.row], against: study.points[found.rival] }));
  const chart = new Chart({ title: "Break-even points", file: "break-even-points", build: () => build(shown(rows, view)) });
  const table = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Break-even points" });
  const node = section("break-even-points", "From which n on does it pay?",
    "Measured: between neighbouring sizes, by their medians alone. By model: where the curves of two cost models cross. What was measured is the answer where it decides, and the model its check; else the model is.",
    chart.node, table);
  const update = () => {
    chart.update();
    const all = shown(rows, view);
    table.replaceChildren(all.length > 0 ? tableElement(breakEvenTable(all), "Break-even points") : "");
  };
  return { id: "break-even-points", title: "Break-even points", node, update };
}

function shown(rows, view) {
  const own = (point) => view.job.points.includes(point) && !view.hidden.has(point.family);
  return rows.filter(({ point, against }) => own(point) && own(against));
}

/** Of [low, high]: null is open. */
function bounds([low, high], [least, most]) {
  return [low === null || low < least ? least : low, high === null || high > most ? most : high];
}

/** What is drawn of one way of finding N*: a mark where there is one, and a whisker to where it may lie. */
function itemOf(found, row, ends, tip) {
  if (found.refusal) return [];
  if (found.verdict === "always") return [{ row, x: found.range[0], low: ends[0], high: found.range[0], tip }];
  if (found.verdict === "never") return [{ row, x: null, low: found.range[1], high: ends[1], tip }];
  const [low, high] = bounds(found.interval, ends);
  return [{ row, x: found.verdict === "from" ? found.n : null, low, high, tip }];
}

function endsOf(rows) {
  const sizes = rows.flatMap(({ measured, modelled }) => [measured, modelled].filter(({ range }) => range).flatMap(({ range }) => range));
  const beyond = rows.map(({ modelled }) => modelled.beyond?.[0]).filter((n) => n !== undefined);
  const most = Math.max(...sizes);
  return [Math.min(...sizes), Math.max(most, ...beyond.filter((n) => n < 1000 * most)) * 1.5];
}

function build(all) {
  const rows = all.filter(({ against_base: base, measured, modelled }) => base && !(measured.refusal && modelled.refusal));
  if (rows.length === 0) return null;
  const ends = endsOf(rows);
  const x = axis({ scale: "log", values: ends, name: "n", format: (n) => formatSize(Math.round(n)), zero: false });
  const left = leftOf(rows);
  const y = rowAxis(rows.map(({ point }, place) => ({ place, text: point.label })));
  y.axisLabel.width = left - 8;
  const series = rows.flatMap((row, place) => seriesOf(row, place, ends, x));
  return {
    option: { grid: { left, right: 24, top: 14, bottom: 42, outerBoundsMode: "none" }, xAxis: { ...x.option, nameGap: 28 }, yAxis: y, series },
    height: 70 + rowHeight * rows.length, table: breakEvenTable(all),
    note: `${basesOf(rows)} Filled: measured. Hollow, below it: by model; grey: extrapolated, beyond the sizes that were measured. Whiskers are 95 % intervals; those that reach an edge are open. A whisker without a mark: nothing decides, or it never pays up to where the whisker begins.`,
  };
}

/** Room for the names of rows. */
function leftOf(rows) {
  return Math.min(180, 24 + 7 * Math.max(...rows.map(({ point }) => point.label.length)));
}

function basesOf(rows) {
  const names = [...new Set(rows.map(({ against }) => against.label))];
  return names.length > 2 ? "Against one worker of the same kind." : `Against ${names.join(" or ")}.`;
}

function seriesOf({ point, measured, modelled, agree }, place, ends, x) {
  const paint = colour(`kind-${point.paint}`);
  const tip = tipOf(point, measured, modelled, agree);
  const placed = (items) => items.map(({ row, ...item }) => ({
    x: item.x === null ? null : x.at(item.x), y: row, low: x.at(item.low), high: x.at(item.high), tip: item.tip }));
  const above = placed(itemOf(measured, place - 0.14, ends, tip));
  const below = placed(itemOf(modelled, place + 0.14, ends, tip));
  const [n, low, high] = modelled.beyond ?? [];
  const beyond = n === undefined ? [] : placed([{ row: place + 0.14, x: Math.min(n, ends[1]), low: Math.min(low, ends[1]), high: Math.min(high ?? Infinity, ends[1]), tip }]);
  const seen = modelled.beyond ? [] : below;
  return [
    intervalSeries(paint, above, true), intervalSeries(paint, seen, true), intervalSeries(colour("quiet"), beyond, true),
    markSeries(point.paint, paint, above), markSeries(point.paint, paint, below, true), markSeries(point.paint, colour("quiet"), beyond, true),
  ];
}

function words(found) {
  if (found.refusal) return "–";
  if (found.verdict === "from") return `${formatFound(found.n)} (${formatFoundInterval(found.interval)})`;
  return found.verdict === "undecided" ? `open (${formatFoundInterval(found.interval)})` : found.verdict;
}

function extrapolated({ beyond }) {
  return beyond ? `${formatFound(beyond[0])} (${formatFoundInterval([beyond[1], beyond[2]])})` : "–";
}

function agreement(agree) {
  if (agree === null) return "–";
  return agree ? "yes" : "no";
}

function tipOf(point, measured, modelled, agree) {
  const rows = [["measured", words(measured)], ["by model", words(modelled)], ["they agree", agreement(agree)]];
  if (modelled.beyond) rows.push(["extrapolated", extrapolated(modelled)]);
  return { title: `${point.label}: pays from n`, rows };
}

function breakEvenTable(rows) {
  const names = ["crew", "against", "measured", "by model", "agree", "extrapolated", "answered by"];
  const answers = { measured: "measurement", modelled: "model", "": "nothing" };
  return {
    columns: [...names.map((name) => ({ name, text: true })), { name: "refused", text: true, long: true }],
    rows: rows.map(({ point, against, measured, modelled, agree, by }) => [point.label, against.label, words(measured), words(modelled),
      agreement(agree), extrapolated(modelled), answers[by], [measured.refusal, modelled.refusal].filter(Boolean).join("; ")]),
  };
}
