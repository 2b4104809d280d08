// Charts of one value against another, a line for every way of doing a job.
import { axis } from "./axes.js";
import { intervalSeries, lineSeries, nameSeries } from "./marks.js";
import { pointTip } from "./points.js";
import { colour } from "./theme.js";

const edges = { left: 58, top: 14, bottom: 42, outerBoundsMode: "none" };

/** Room on the right for the names of lines. */
export function curveGrid(series) {
  const longest = Math.max(5, ...series.filter(({ name }) => name).map(({ name }) => name.length));
  return { ...edges, right: 24 + Math.min(150, 7 * longest) };
}

/**
 * curves: [{way, points}]; x(point), y(point) and bounds(point), which returns [low, high], are in the axes' units.
 * Returns series, intervals behind the lines.
 */
export function curveSeries(curves, xAxis, yAxis, { x, y, bounds }) {
  return curves.flatMap(({ way, points }) => {
    const items = points.map((point) => {
      const [low, high] = bounds(point).map((value) => (value === null ? null : yAxis.at(value)));
      return { x: xAxis.at(x(point)), y: yAxis.at(y(point)), low, high, tip: pointTip(point) };
    });
    return [lineSeries(way, items), intervalSeries(colour(`kind-${way.paint}`), items)];
  });
}

/** The names of lines, which have several points, and of guides, which have a name. */
export function namesOf(series, yAxis, height) {
  const ends = series.filter(({ type, name, data }) => type === "line" && name && data.length > 1).map(({ name, data, color, silent }) => {
    const last = data[data.length - 1];
    const [x, y] = last.value ?? last;
    return { name, x, y, paint: color, strong: !silent };
  });
  const { min, max } = yAxis.option;
  const pixels = (height - edges.top - edges.bottom) / (max - min);
  return nameSeries(ends, pixels, -max * pixels);
}

/** "2 workers, beside serial": who is drawn. ways: theirs. */
export function workersBeside(count, ways) {
  const base = ways.find((way) => way.isBase);
  return `${count} worker${count === 1 ? "" : "s"}${base ? `, beside ${base.name}` : ""}`;
}

export function countAxis(view, counts) {
  const scale = view.scale;
  return axis({ scale, values: counts, ticks: counts, name: "workers", format: String, zero: false });
}

export function extent(curves, value) {
  return curves.flatMap(({ points }) => points.map(value)).filter((number) => number !== null);
}
