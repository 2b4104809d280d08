// What pages of breakeven use of Apache ECharts, as the global `echarts`.
import * as echarts from "echarts/core";
import { CustomChart, LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, TitleComponent, TooltipComponent } from "echarts/components";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer, SVGRenderer } from "echarts/renderers";

echarts.use([CustomChart, LineChart, ScatterChart, GridComponent, TitleComponent, TooltipComponent, LabelLayout, CanvasRenderer, SVGRenderer]);
globalThis.echarts = { init: echarts.init };
