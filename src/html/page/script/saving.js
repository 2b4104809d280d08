// What a chart shows as a file: its numbers, or the picture with its title and its note.
import { csvLine, save } from "./csv.js";
import { element } from "./dom.js";
import { colour } from "./theme.js";

export function saveMenu(chart) {
  const formats = [["Numbers (CSV)", saveCsv], ["Picture (SVG)", saveSvg], ["Picture (PNG)", savePng]];
  const menu = element("details", { class: "save" }, element("summary", { "aria-label": `Save ${chart.title}` }, "Save"));
  const choose = (action) => () => {
    menu.open = false;
    chart.show();
    action(chart);
  };
  menu.append(element("div", {}, formats.map(([name, action]) => element("button", { type: "button", on: { click: choose(action) } }, name))));
  menu.addEventListener("focusout", ({ relatedTarget }) => { if (!menu.contains(relatedTarget)) menu.open = false; });
  menu.addEventListener("keydown", ({ key }) => { if (key === "Escape") menu.open = false; });
  return menu;
}

function saveCsv(chart) {
  const { columns, rows } = chart.content.table;
  const lines = [csvLine(columns.map(({ file, name }) => file ?? name)),
    ...rows.map((row) => csvLine(row.map((cell) => (cell !== null && typeof cell === "object" ? cell.value : cell))))];
  save(`${chart.file}.csv`, "text/csv;charset=utf-8", lines);
}

/** The chart once more, with title and note, as it would stand in a paper. */
function figure(chart, renderer) {
  const width = Math.max(720, chart.plot.clientWidth);
  const height = chart.plot.clientHeight + 70;
  const settings = renderer === "svg" ? { renderer, ssr: true, width, height } : { renderer, width, height, devicePixelRatio: 3 };
  const instance = echarts.init(renderer === "svg" ? null : document.createElement("div"), null, settings);
  const note = chart.note.textContent;
  const grid = { ...chart.content.option.grid, top: 46, bottom: (chart.content.option.grid?.bottom ?? 40) + (note ? 26 : 0) };
  instance.setOption({ ...chart.option(), backgroundColor: colour("page"), grid, title: titles(chart.title, note, width) });
  return instance;
}

function titles(title, note, width) {
  return [{ text: title, left: 12, top: 10, textStyle: { fontSize: 15, fontWeight: 600, color: colour("ink") } },
    { text: note, left: 12, bottom: 8, textStyle: { fontSize: 11, fontWeight: 400, color: colour("quiet"), width: width - 24, overflow: "truncate" } }];
}

function saveSvg(chart) {
  const instance = figure(chart, "svg");
  save(`${chart.file}.svg`, "image/svg+xml", [instance.renderToSVGString()]);
  instance.dispose();
}

async function savePng(chart) {
  const instance = figure(chart, "canvas");
  const canvas = instance.renderToCanvas({ pixelRatio: 3, backgroundColor: colour("page") });
  const blob = await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  instance.dispose();
  save(`${chart.file}.png`, "image/png", [blob]);
}
