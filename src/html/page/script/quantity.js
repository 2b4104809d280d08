// Numbers as people read them: three significant digits and the unit that fits, as the program prints them
// (src/report/quantity.cpp).

function threeDigits(value) {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

function inUnit(value, units) {
  const [size, name] = units.find(([unit]) => value >= unit * 0.9995) ?? units[units.length - 1];
  return `${threeDigits(value / size)} ${name}`;
}

export function formatSeconds(seconds) {
  if (seconds === null || Number.isNaN(seconds)) return "–";
  const sign = seconds < 0 ? "−" : "";
  const magnitude = Math.abs(seconds);
  if (magnitude === 0) return "0";
  if (magnitude < 0.9995e-6) return `${sign}${(magnitude * 1e9).toFixed(0)} ns`;
  if (magnitude >= 3 * 3600) return `${sign}${threeDigits(magnitude / 3600)} h`;
  if (magnitude >= 600) return `${sign}${threeDigits(magnitude / 60)} min`;
  return sign + inUnit(magnitude, [[1, "s"], [1e-3, "ms"], [1e-6, "µs"]]);
}

/** Three digits, however short: "3.21 ns", "320 ps". */
export function formatTinySeconds(seconds) {
  const magnitude = Math.abs(seconds);
  if (seconds === null || magnitude === 0 || magnitude >= 0.9995e-6) return formatSeconds(seconds);
  const [size, name] = [[1e-9, "ns"], [1e-12, "ps"], [1e-15, "fs"]].find(([unit]) => magnitude >= unit * 0.9995) ?? [1e-18, "as"];
  return `${seconds < 0 ? "−" : ""}${Number((magnitude / size).toPrecision(3))} ${name}`;
}

/** A size that was found, not measured: two digits, "350", "1.2e5". */
export function formatFound(n) {
  if (n < 99.5) return n.toFixed(0);
  const [mantissa, exponent] = n.toExponential(1).split("e+");
  return Number(exponent) < 4 ? String(Number(n.toPrecision(2))) : `${mantissa.replace(".0", "")}e${exponent}`;
}

/** null, and a low end of 0, are open. */
export function formatFoundInterval([low, high]) {
  if (!low && high === null) return "anywhere";
  if (high === null) return `at least ${formatFound(low)}`;
  return low ? `${formatFound(low)} to ${formatFound(high)}` : `at most ${formatFound(high)}`;
}

export function formatRatio(ratio) {
  if (ratio === null) return "–";
  return ratio > 0 && ratio < 0.01 ? `${ratio.toExponential(0)}×` : `${threeDigits(ratio)}×`;
}

export function formatPercent(share) {
  if (share === null) return "–";
  const percent = Math.abs(share * 100);
  return `${share < 0 ? "−" : ""}${percent.toFixed(percent >= 0.05 && percent < 9.95 ? 1 : 0)} %`;
}

export function formatCount(count) {
  return count === null ? "–" : String(count).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** "1e8", "2^30", else exact. */
export function formatSize(count) {
  if (count < 1000) return String(count);
  const power = Math.log2(count);
  if (Number.isInteger(power)) return `2^${power}`;
  const [mantissa, exponent] = count.toExponential().split("e+");
  return mantissa.replace(".", "").length <= 3 && Number(exponent) >= mantissa.replace(".", "").length
    ? `${mantissa}e${exponent}` : String(count);
}

/** Ticks of a time axis: no more digits than they need. */
export function formatTick(seconds) {
  return formatSeconds(seconds).replace(/\.(\d*?)0+(?= |$)/, (_, digits) => (digits ? `.${digits}` : ""));
}

export function formatInterval(low, high, format) {
  return low === null || high === null ? "none: too few trials" : `${format(low)} – ${format(high)}`;
}
