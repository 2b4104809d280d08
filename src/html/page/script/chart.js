// A chart with everything around it: title, tools, note, what it shows as a table, and keys that step through it.
import { element, freshId } from "./dom.js";
import { addKeys } from "./keys.js";
import { saveMenu } from "./saving.js";
import { tableElement } from "./tables.js";
import { chartFont, onTheme } from "./theme.js";
import { tooltip } from "./tip.js";

/**
 * build() returns {option, table: {columns, rows}, height, note} for what is chosen now, or null when there is nothing
 * to show. The chart is drawn when it comes into sight.
 */
export class Chart {
  constructor({ title, file, tools = [], build }) {
    this.title = title;
    this.file = file;
    this.build = build;
    this.host = element("div", { "aria-hidden": "true" });
    this.note = element("figcaption", { class: "note" });
    this.plot = element("div", { class: "plot", tabindex: "0", role: "group", "aria-roledescription": "chart", "aria-label": `${title}. Arrow keys step through its values; the table below has all of them.` }, this.host);
    this.tableHost = element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `${title}: table` });
    this.table = element("details", {}, element("summary", {}, "Table"), this.tableHost);
    this.table.addEventListener("toggle", () => this.fillTable());
    const heading = element("h3", { id: freshId() }, title);
    this.node = element("figure", { "aria-labelledby": heading.id },
      element("div", { class: "head" }, heading, element("div", { class: "tools" }, ...tools, saveMenu(this))),
      this.plot, this.note, this.table);
    this.drawWhenSeen();
    addKeys(this);
    onTheme(() => { if (this.content !== undefined) this.update(); });
  }

  drawWhenSeen() {
    this.seen = false;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) this.show();
    }, { rootMargin: "400px" });
    observer.observe(this.plot);
    addEventListener("beforeprint", () => this.show());
    new ResizeObserver(() => this.instance?.resize()).observe(this.plot);
  }

  show() {
    if (this.seen || this.content === null) return;
    this.seen = true;
    this.draw();
  }

  update() {
    this.content = this.build();
    this.node.hidden = this.content === null;
    if (this.content === null) return;
    this.plot.style.height = `${this.content.height}px`;
    this.note.textContent = this.content.note;
    if (this.seen) this.draw();
    this.fillTable();
  }

  draw() {
    this.instance ??= echarts.init(this.host, null, { renderer: "canvas", devicePixelRatio: Math.max(2, devicePixelRatio) });
    this.instance.resize();
    this.instance.setOption(this.option(), { notMerge: true });
  }

  option() {
    return { animation: false, tooltip: tooltip(), textStyle: { fontFamily: chartFont }, ...this.content.option };
  }

  /** Built when it is opened: most never are. */
  fillTable() {
    if (this.table.open && this.content) this.tableHost.replaceChildren(tableElement(this.content.table, this.title));
  }
}
