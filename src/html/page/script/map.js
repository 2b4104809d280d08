// The break-even map: for each n and number of workers the kind that was fastest.
import { element } from "./dom.js";
import { csvLine, save } from "./csv.js";
import { formatRatio, formatSeconds, formatSize } from "./quantity.js";

const mostSizes = 40;

export function breakEvenMap(view) {
  const host = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Break-even map" });
  const note = element("figcaption", { class: "note" });
  const button = element("button", { type: "button", on: { click: () => saveMap(view) } }, "Save");
  const node = element("figure", {}, element("div", { class: "head" }, element("h3", {}, "Who is fastest, by n and number of workers"),
    element("div", { class: "tools" }, button)), host, note);
  const update = () => {
    const { job } = view;
    node.hidden = job.scaled || job.sizes.length < 2;
    if (node.hidden) return;
    const sizes = spread(job.sizes);
    host.replaceChildren(mapElement(view, sizes));
    note.textContent = mapNote(job, sizes);
  };
  return { node, update };
}

function mapNote(job, sizes) {
  const some = sizes.length < job.sizes.length ? ` ${sizes.length} of ${job.sizes.length} sizes, spread evenly.` : "";
  const base = job.measured.find((point) => point.isBase)?.family ?? "serial";
  return `In each cell the fastest of ${base} and of every other with so many workers, and the ratio of ${base}'s time to its own. ≈: the intervals do not tell it from the next.${some}`;
}

function spread(sizes) {
  if (sizes.length <= mostSizes) return sizes;
  return Array.from({ length: mostSizes }, (_, i) => sizes[Math.round(i * (sizes.length - 1) / (mostSizes - 1))]);
}

/** {best, like, base} for n and a number of workers; null where only the base, or nothing, was measured. */
export function winner(view, n, workers) {
  const shown = view.job.measured.filter((point) => point.n === n && !view.hidden.has(point.family));
  const base = shown.find((point) => point.isBase) ?? null;
  const others = shown.filter((point) => point.workers === workers && !point.isBase);
  if (others.length === 0) return null;
  const all = (base ? [base] : []).concat(others).sort((a, b) => a.total - b.total);
  const [best, next] = all;
  return { best, base, like: next !== undefined && overlap(best, next) ? next : null };
}

function overlap(a, b) {
  return a.high === null || b.low === null || a.high >= b.low;
}

function mapElement(view, sizes) {
  const counts = view.job.counts.filter((count) => sizes.some((n) => winner(view, n, count)));
  const heads = counts.map((count) => element("th", { scope: "col" }, `${count} worker${count === 1 ? "" : "s"}`));
  const row = (n) => element("tr", {}, element("th", { scope: "row" }, `n ${formatSize(n)}`), counts.map((count) => cell(winner(view, n, count))));
  return element("table", { class: "map" }, element("caption", { class: "unseen" }, "The fastest kind for each n and number of workers"),
    element("thead", {}, element("tr", {}, element("td", { class: "corner" }), heads)), element("tbody", {}, sizes.map(row)));
}

function cell(result) {
  if (result === null) return element("td", { class: "none" }, "–");
  const { best, like, base } = result;
  const gain = base && best !== base ? `${formatRatio(base.total / best.total)} ${base.family}` : formatSeconds(best.total);
  return element("td", { "--colour": `var(--kind-${best.paint})` }, `${like ? "≈ " : ""}${best.family}`, element("small", {}, gain));
}

function saveMap(view) {
  const lines = [csvLine(["problem_size", "workers", "fastest", "seconds", "base_seconds", "not_told_from"])];
  for (const n of view.job.sizes) {
    for (const count of view.job.counts) {
      const result = winner(view, n, count);
      if (result) lines.push(csvLine([n, count, result.best.family, result.best.total, result.base?.total, result.like?.family]));
    }
  }
  save("break-even-map.csv", "text/csv;charset=utf-8", lines);
}
