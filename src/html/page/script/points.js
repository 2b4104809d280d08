// What is said of a point, in tips and in tables.
import { formatCount, formatInterval, formatPercent, formatRatio, formatSeconds, formatSize } from "./quantity.js";

export function runsOf(point) {
  const count = (number, noun) => `${formatCount(number)} ${noun}${number === 1 ? "" : noun === "launch" ? "es" : "s"}`;
  return `${count(point.trials, "trial")} in ${count(point.launches, "launch")}`;
}

export function pointTip(point) {
  const rows = [["total, median", formatSeconds(point.total)], ["95 % interval", formatInterval(point.low, point.high, formatSeconds)]];
  if (point.speedUp !== null && point.base !== "none") {
    rows.push(["speed-up", formatRatio(point.speedUp)]);
    if (point.speedUpLow !== null) rows.push(["95 % interval", formatInterval(point.speedUpLow, point.speedUpHigh, formatRatio)]);
    rows.push(["efficiency", formatPercent(point.efficiency)]);
  }
  rows.push(["measured", runsOf(point)]);
  if (point.oversubscribed) rows.push(["workers", "more than processors"]);
  return { title: `${point.label}, n ${formatSize(point.n)}`, rows };
}

const shown = (value, format) => ({ value, shown: value === null ? "–" : format(value) });

export const pointColumns = [
  { name: "crew", text: true }, { name: "workload", text: true }, { name: "n" }, { name: "workers" }, { name: "total", file: "total_seconds" },
  { name: "from", file: "low_seconds" }, { name: "to", file: "high_seconds" }, { name: "speed-up", file: "speed_up" },
  { name: "efficiency" }, { name: "trials" }, { name: "launches" },
];

export function pointRow(point) {
  return [point.label, point.workload, shown(point.n, formatSize), point.workers, shown(point.total, formatSeconds),
    shown(point.low, formatSeconds), shown(point.high, formatSeconds), shown(point.speedUp, formatRatio),
    shown(point.efficiency, formatPercent), point.trials, point.launches];
}

export function pointTable(points) {
  return { columns: pointColumns, rows: points.map(pointRow) };
}

/** Of points with the same x, the fastest; in ascending order. */
export function curve(points, x) {
  const best = new Map();
  for (const point of points) {
    const before = best.get(x(point));
    if (!before || point.total < before.total) best.set(x(point), point);
  }
  return [...best.values()].sort((a, b) => x(a) - x(b));
}
