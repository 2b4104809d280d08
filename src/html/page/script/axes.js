// Axes with ticks where people expect them. A logarithmic axis is a plain one of logarithms: at() says where a value is.
import { colour } from "./theme.js";

const scales = {
  log: { at: Math.log10, from: (position) => 10 ** position },
  linear: { at: (value) => value, from: (position) => position },
};

/** For values above 0 on "log". `ticks` overrides where they are; format(value) labels them. */
export function axis({ scale, values, name, format, ticks, zero = scale === "linear", room = 0.04 }) {
  const { at } = scales[scale];
  const positions = values.filter((value) => value !== null && Number.isFinite(value) && (scale === "linear" || value > 0)).map(at);
  if (zero) positions.push(at(scale === "linear" ? 0 : 1));
  let low = positions.reduce((a, b) => Math.min(a, b), Infinity);
  let high = positions.reduce((a, b) => Math.max(a, b), -Infinity);
  if (!(low <= high)) [low, high] = [0, 1];
  const margin = (high - low || 0.5) * room;
  low = zero && scale === "linear" && low >= 0 ? 0 : low - margin;
  high += margin;
  const marks = (ticks ?? niceTicks(scale, scales[scale].from(low), scales[scale].from(high)))
    .map((value) => ({ place: at(value), text: format(value) }));
  return { at, option: option(low, high, spaced(marks, low, high), name) };
}

/** marks: [{place, text}] */
function option(low, high, marks, name) {
  const places = marks.map(({ place }) => place);
  return {
    type: "value", min: low, max: high, name, nameLocation: "middle", nameTextStyle: { color: colour("quiet") },
    axisLine: { show: true, onZero: false, lineStyle: { color: colour("line") } },
    axisTick: { show: true, customValues: places, lineStyle: { color: colour("line") } },
    axisLabel: { customValues: places, formatter: (place) => nearest(marks, place), color: colour("quiet"), hideOverlap: true },
    splitLine: { lineStyle: { color: colour("grid") } },
    minorTick: { show: false },
  };
}

/** A place comes back from the chart rounded. */
function nearest(marks, place) {
  const off = (mark) => Math.abs(mark.place - place);
  return marks.reduce((a, b) => (off(b) < off(a) ? b : a)).text;
}

/** Leaves out what would stand too close to the one before. */
function spaced(marks, low, high) {
  const kept = [];
  for (const mark of marks) {
    if (kept.length === 0 || mark.place - kept[kept.length - 1].place > (high - low) / 16) kept.push(mark);
  }
  return kept;
}

/** Between 3 and 10 round numbers. */
function niceTicks(scale, low, high) {
  return scale === "log" ? logTicks(low, high) : linearTicks(low, high);
}

function linearTicks(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const ticks = [];
  for (let i = Math.ceil(low / step - 1e-9); i * step <= high * (1 + 1e-12); ++i) ticks.push(i * step);
  return ticks;
}

function logTicks(low, high) {
  const decades = Math.log10(high / low);
  if (decades < 0.5) return linearTicks(low, high).filter((tick) => tick > 0);
  const factors = decades > 4 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 3, 5, 7];
  const ticks = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); ++power) {
    for (const factor of factors) {
      const tick = factor * 10 ** power;
      if (tick >= low && tick <= high) ticks.push(tick);
    }
  }
  return ticks;
}

/** Rows from top to bottom: marks [{place, text}], places ascend. Of many only every second (third, ...) has its text. */
export function rowAxis(marks, every = 1) {
  const plain = option(marks[0].place - 0.6, marks[marks.length - 1].place + 0.6, marks.filter((_, row) => row % every === 0), "");
  return {
    ...plain, inverse: true, splitLine: { show: false }, axisTick: { show: false },
    axisLabel: { ...plain.axisLabel, color: colour("ink"), width: 116, overflow: "truncate" },
  };
}
