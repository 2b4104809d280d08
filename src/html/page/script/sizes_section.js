// From which size on does it pay: time against n, and who is fastest for each n and number of workers.
import { axis } from "./axes.js";
import { breakEvenMap } from "./map.js";
import { Chart } from "./chart.js";
import { curveGrid, curveSeries, extent, namesOf, workersBeside } from "./curves.js";
import { curve, pointTable } from "./points.js";
import { formatSize, formatTick } from "./quantity.js";
import { section } from "./section.js";

export function sizesSection(study, view) {
  if (!study.jobs.some((job) => job.sizes.length > 1 || job.counts.length > 1)) return null;
  const chart = new Chart({ title: "Time against n", file: "time-against-n", build: () => build(view) });
  const map = breakEvenMap(view);
  const kept = study.jobs.some((job) => job.points.some((point) => point.kept)) ? " Of workers kept for several jobs: of one job, without their start and stop." : "";
  const node = section("sizes", "Who is fastest at which size?",
    `Total time: from the call that starts the workers until they are gone.${kept}`, chart.node, map.node);
  return { id: "sizes", title: "Sizes", node, update: () => { chart.update(); map.update(); } };
}

/** Serial beside what has the chosen number of workers. */
function curvesOf(view) {
  return view.ways
    .map((way) => ({ way, points: curve(way.points.filter((point) => point.isBase || point.workers === view.workers), (point) => point.n) }))
    .filter(({ points }) => points.length > 0);
}

function build(view) {
  const curves = curvesOf(view);
  if (view.job.sizes.length < 2 || curves.length === 0) return null;
  const sizes = extent(curves, (point) => point.n);
  const x = axis({ scale: view.scale, values: sizes, name: "n", format: (value) => formatSize(Math.round(value)), zero: false });
  const y = axis({ scale: view.scale, values: ["total", "low", "high"].flatMap((name) => extent(curves, (point) => point[name])), name: "", format: formatTick });
  const series = curveSeries(curves, x, y, { x: (point) => point.n, y: (point) => point.total, bounds: (point) => [point.low, point.high] });
  const height = 400;
  return {
    option: { grid: curveGrid(series), xAxis: { ...x.option, nameGap: 28 }, yAxis: y.option, series: [...series, namesOf(series, y, height)] }, height,
    table: pointTable(curves.flatMap(({ points }) => points)),
    note: `${workersBeside(view.workers, curves.map(({ way }) => way))}. Medians with 95 % intervals where they are wider than the mark.`,
  };
}
