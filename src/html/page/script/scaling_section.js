// More workers for the same work (strong scaling), or for as much more work (weak scaling).
import { axis } from "./axes.js";
import { Chart } from "./chart.js";
import { countAxis, curveGrid, curveSeries, extent, namesOf } from "./curves.js";
import { element } from "./dom.js";
import { guideSeries } from "./marks.js";
import { curve, pointTable } from "./points.js";
import { formatPercent, formatRatio, formatSize, formatTick } from "./quantity.js";
import { section } from "./section.js";

export function scalingSection(study, view) {
  if (!study.jobs.some((job) => job.counts.length > 1)) return null;
  const charts = [
    new Chart({ title: "Time", file: "time-against-workers", build: () => timeChart(study, view) }),
    new Chart({ title: "Speed-up", file: "speed-up", build: () => speedUpChart(study, view) }),
    new Chart({ title: "Efficiency", file: "efficiency", build: () => efficiencyChart(study, view) }),
  ];
  const about = element("p", { class: "quiet" });
  const [time, ...ratios] = charts.map((chart) => chart.node);
  const node = section("scaling", "What do more workers bring?", "", about, time, element("div", { class: "pair" }, ...ratios));
  const update = () => {
    about.textContent = view.job.scaled
      ? "Weak scaling: n grows with the number of workers, so ideally the time stays the same."
      : `Strong scaling of n ${formatSize(view.n)}: the same work for any number of workers.`;
    charts.forEach((chart) => chart.update());
  };
  return { id: "scaling", title: "Scaling", node, update };
}

function curvesOf(view, wanted) {
  const { scaled } = view.job;
  return view.ways
    .map((way) => ({ way, points: curve(way.points.filter((point) => (scaled || point.n === view.n) && wanted(point)), (point) => point.workers) }))
    .filter(({ points }) => points.length > 0);
}

function basesNote(study, curves) {
  const bases = new Set(curves.flatMap(({ points }) => points.map((point) => point.base)).filter((base) => base !== "none"));
  return [...bases].map((base) => `Against ${study.data.bases[base]}.`).join(" ");
}

/** Where there are as many workers as processors. */
function processorsGuide(study, x, counts, y) {
  const { processors } = study;
  if (processors === null || processors >= Math.max(...counts)) return [];
  const place = x.at(processors);
  return [guideSeries("", [[place, y.option.min], [place, y.option.max]], "dotted")];
}

function processorsNote(study, counts) {
  const { processors } = study;
  return processors !== null && processors < Math.max(...counts) ? ` Dotted: ${processors} processors; beyond it workers share them.` : "";
}

function chartOf(study, view, curves, y, access, guides, note, ratio) {
  const counts = [...new Set(extent(curves, (point) => point.workers))].sort((a, b) => a - b);
  const x = countAxis(view, counts);
  const height = ratio ? 320 : 380;
  const series = [...guides(x, counts), ...processorsGuide(study, x, counts, y),
    ...curveSeries(curves, x, y, { x: (point) => point.workers, ...access })];
  return {
    option: { grid: curveGrid(series), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [...series, namesOf(series, y, height)] },
    height, table: pointTable(curves.flatMap(({ points }) => points)), note: note + processorsNote(study, counts),
  };
}

function timeChart(study, view) {
  const curves = curvesOf(view, () => true);
  if (new Set(extent(curves, (point) => point.workers)).size < 2) return null;
  const serial = view.job.scaled ? undefined : curves.find(({ way }) => way.isBase)?.points[0];
  const ideal = serial ? [serial.total / Math.max(...extent(curves, (point) => point.workers))] : [];
  const values = ["total", "low", "high"].flatMap((name) => extent(curves, (point) => point[name])).concat(ideal);
  const y = axis({ scale: view.scale, values, name: "", format: formatTick });
  const guides = (x, counts) => (serial ? [
    guideSeries("ideal", counts.map((count) => [x.at(count), y.at(serial.total / count)])),
    guideSeries("serial", counts.map((count) => [x.at(count), y.at(serial.total)])),
  ] : []);
  return chartOf(study, view, curves, y, { y: (point) => point.total, bounds: (point) => [point.low, point.high] }, guides,
    "Medians of total time with 95 % intervals where they are wider than the mark.", false);
}

function speedUpChart(study, view) {
  const curves = curvesOf(view, (point) => point.speedUp !== null && point.base !== "none");
  const counts = extent(curves, (point) => point.workers);
  if (new Set(counts).size < 2) return null;
  const ideal = Math.max(...counts);
  const values = [...["speedUp", "speedUpLow", "speedUpHigh"].flatMap((name) => extent(curves, (point) => point[name])), ideal];
  const y = axis({ scale: view.scale, values, name: "", format: (value) => formatRatio(value).replace(/\.?0+×/, "×"), zero: true });
  const guides = (x, all) => [guideSeries("ideal", all.map((count) => [x.at(count), y.at(count)]))];
  return chartOf(study, view, curves, y, { y: (point) => point.speedUp, bounds: (point) => [point.speedUpLow, point.speedUpHigh] }, guides, basesNote(study, curves), true);
}

function efficiencyChart(study, view) {
  const curves = curvesOf(view, (point) => point.efficiency !== null && point.base !== "none");
  const counts = extent(curves, (point) => point.workers);
  if (new Set(counts).size < 2) return null;
  const share = (point, bound) => (bound === null ? null : bound * point.efficiency / point.speedUp);
  const ends = ["speedUp", "speedUpLow", "speedUpHigh"].flatMap((name) => extent(curves, (point) => share(point, point[name])));
  const y = axis({ scale: "linear", values: [...ends, 1], name: "", format: formatPercent });
  const guides = (x, all) => [guideSeries("ideal", all.map((count) => [x.at(count), y.at(1)]))];
  return chartOf(study, view, curves, y, { y: (point) => point.efficiency, bounds: (point) => [share(point, point.speedUpLow), share(point, point.speedUpHigh)] }, guides,
    "Speed-up over the number of workers.", true);
}
