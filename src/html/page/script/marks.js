// Series of charts. What each item means is in its `tip`: {title, rows: [[name, value], ...]}.
import { isHollow, kindSymbol } from "./kinds.js";
import { chartFont, colour } from "./theme.js";

const nameHeight = 15;
const dashes = ["solid", "dashed", "dotted", [8, 3, 2, 3]];

/** items: [{x, y, tip}] in units of the axes. */
export function pointSeries(way, items) {
  const paint = colour(`kind-${way.paint}`);
  return {
    type: "scatter", data: items.map(({ x, y, tip }) => ({ value: [x, y], tip })), symbol: kindSymbol(way.paint), symbolSize: 8,
    itemStyle: isHollow(way.paint) ? { color: colour("page"), borderColor: paint, borderWidth: 2, opacity: 1 } : { color: paint, opacity: 1 },
    emphasis: { scale: 1.5 }, z: 3,
  };
}

/** Marks of a kind in a paint of their own, hollow for what was not measured; items without an x are none. */
export function markSeries(kind, paint, items, hollow = false) {
  return {
    type: "scatter", data: items.filter(({ x }) => x !== null).map(({ x, y, tip }) => ({ value: [x, y], tip })), symbol: kindSymbol(kind), symbolSize: 9,
    itemStyle: hollow ? { color: colour("page"), borderColor: paint, borderWidth: 2, opacity: 1 } : { color: paint, opacity: 1 },
    emphasis: { scale: 1.5 }, z: 3,
  };
}

/** The same, joined in their order. */
export function lineSeries(way, items) {
  const paint = colour(`kind-${way.paint}`);
  return {
    ...pointSeries(way, items), type: "line", name: way.name, showSymbol: true, showAllSymbol: true, color: paint,
    lineStyle: { width: 2, color: paint, type: dashes[way.place % dashes.length] },
    emphasis: { scale: 1.5, lineStyle: { width: 2 } },
  };
}

/** Whiskers from low to high, where they can be seen. */
export function intervalSeries(paint, items, horizontal = false) {
  const data = items.filter((item) => item.low !== null && item.high !== null);
  return {
    type: "custom", silent: true, z: 2, clip: true,
    data: data.map(({ x, y, low, high }) => (horizontal ? [low, y, high, y] : [x, low, x, high])),
    renderItem: (_, api) => whisker(api, paint, horizontal),
  };
}

function whisker(api, paint, horizontal) {
  const [x1, y1] = api.coord([api.value(0), api.value(1)]);
  const [x2, y2] = api.coord([api.value(2), api.value(3)]);
  const cap = 4;
  const line = (a, b, c, d) => ({ type: "line", shape: { x1: a, y1: b, x2: c, y2: d }, style: { stroke: paint, lineWidth: 1.5 } });
  const ends = horizontal
    ? [line(x1, y1 - cap, x1, y1 + cap), line(x2, y2 - cap, x2, y2 + cap)]
    : [line(x1 - cap, y1, x1 + cap, y1), line(x2 - cap, y2, x2 + cap, y2)];
  return { type: "group", children: [line(x1, y1, x2, y2), ...ends] };
}

/** A line that says what could be, not what was measured. points: [[x, y], ...] */
export function guideSeries(name, points, type = "dashed", paint = colour("quiet")) {
  return {
    type: "line", name, silent: true, symbol: "none", data: points, z: 1, color: paint, lineStyle: { color: paint, width: 1.25, type },
  };
}

/**
 * Names at the ends of lines, pushed apart where they would overlap. ends: [{name, x, y, paint, strong}]; `pixels` is how
 * many one unit of the y axis has, none lies above `top`, in pixels below its zero.
 */
export function nameSeries(ends, pixels, top) {
  const sorted = ends.slice().sort((a, b) => b.y - a.y);
  const places = sorted.map(({ y }) => -y * pixels);
  for (let pass = 0; pass < 50; ++pass) {
    for (let i = 1; i < places.length; ++i) {
      const missing = nameHeight - (places[i] - places[i - 1]);
      if (missing > 0) [places[i - 1], places[i]] = [places[i - 1] - missing / 2, places[i] + missing / 2];
    }
  }
  let least = top;
  places.forEach((place, i) => {
    places[i] = Math.max(place, least);
    least = places[i] + nameHeight;
  });
  return {
    type: "custom", silent: true, z: 4, clip: false, data: sorted.map(({ x, y }) => [x, y]),
    renderItem: ({ dataIndex }, api) => {
      const { name, y, paint, strong } = sorted[dataIndex];
      const [left, top] = api.coord([api.value(0), api.value(1)]);
      const font = `${strong ? 600 : 400} 12px ${chartFont}`;
      return { type: "text", style: { text: name, x: left + 10, y: top + places[dataIndex] + y * pixels, fill: paint, font, verticalAlign: "middle" } };
    },
  };
}

/** Bars of any length in rows: items [{from, to, row, paint, tip}]. */
export function barSeries(items, height) {
  return {
    type: "custom", clip: true, data: items.map(({ from, to, row, paint, tip }) => ({ value: [from, row, to], paint, tip })),
    encode: { x: [0, 2], y: 1 },
    renderItem: (parameters, api) => {
      const [x1, y] = api.coord([api.value(0), api.value(1)]);
      const [x2] = api.coord([api.value(2), api.value(1)]);
      const thick = Math.max(1, Math.min(height, api.size([0, 1])[1] * 0.8));
      return {
        type: "rect", shape: { x: x1, y: y - thick / 2, width: Math.max(x2 - x1, 0.5), height: thick },
        style: { fill: items[parameters.dataIndex].paint, stroke: colour("page"), lineWidth: thick > 6 ? 1 : 0 },
        emphasis: { style: { stroke: colour("ink"), lineWidth: 1.5 } },
      };
    },
  };
}
