// A chart by keyboard: left and right go from value to value, up and down from series to series.
import { announce } from "./dom.js";
import { tipText } from "./tip.js";

/** [{series, items: [{item, tip}]}] of what can be pointed at. */
function stops(chart) {
  return (chart.content?.option.series ?? [])
    .map((series, place) => ({ series: place, items: (series.data ?? []).map((data, item) => ({ item, tip: data.tip })).filter(({ tip }) => tip) }))
    .filter(({ items }) => items.length > 0);
}

class Cursor {
  constructor(chart) {
    this.chart = chart;
    this.series = 0;
    this.item = -1;
  }

  move(key) {
    const all = stops(this.chart);
    if (all.length === 0) return;
    this.series = Math.min(this.series, all.length - 1);
    if (key === "ArrowUp") this.series = (this.series + all.length - 1) % all.length;
    if (key === "ArrowDown") this.series = (this.series + 1) % all.length;
    const { items } = all[this.series];
    if (key === "ArrowRight") this.item += 1;
    if (key === "ArrowLeft") this.item -= 1;
    if (key === "Home") this.item = 0;
    if (key === "End") this.item = items.length - 1;
    this.item = Math.max(0, Math.min(this.item, items.length - 1));
    this.show(all[this.series].series, items[this.item]);
  }

  show(seriesIndex, { item, tip }) {
    const { instance } = this.chart;
    instance.dispatchAction({ type: "downplay" });
    instance.dispatchAction({ type: "highlight", seriesIndex, dataIndex: item });
    instance.dispatchAction({ type: "showTip", seriesIndex, dataIndex: item });
    announce(tipText(tip));
  }

  hide() {
    this.item = -1;
    this.chart.instance?.dispatchAction({ type: "downplay" });
    this.chart.instance?.dispatchAction({ type: "hideTip" });
  }
}

export function addKeys(chart) {
  const cursor = new Cursor(chart);
  chart.plot.addEventListener("keydown", (event) => {
    if (event.key === "Escape") cursor.hide();
    if (!["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"].includes(event.key)) return;
    event.preventDefault();
    chart.show();
    cursor.move(event.key);
  });
  chart.plot.addEventListener("blur", () => cursor.hide());
}
