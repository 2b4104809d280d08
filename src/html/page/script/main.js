// The page: sections in the order in which they are read.
import { answerSection } from "./answer_section.js";
import { breakEvenSection } from "./break_even_section.js";
import { costsSection } from "./costs_section.js";
import { element } from "./dom.js";
import { pageHead } from "./head.js";
import { modelsSection } from "./models_section.js";
import { phasesSection } from "./phases_section.js";
import { environmentSection, rulesSection } from "./provenance_section.js";
import { repetitionsSection } from "./repetitions_section.js";
import { resultsSection } from "./results_section.js";
import { scalingSection } from "./scaling_section.js";
import { sideContent } from "./side.js";
import { sizesSection } from "./sizes_section.js";
import { readStudy } from "./study.js";
import { startTheme } from "./theme.js";
import { timelineSection } from "./timeline_section.js";
import { View } from "./view.js";

const charted = [breakEvenSection, sizesSection, scalingSection, modelsSection, costsSection, phasesSection, timelineSection, repetitionsSection];

/** A section is left out where a study has nothing for it. */
function sectionsOf(study, view) {
  const makers = [answerSection, ...(view.job ? charted : []), resultsSection, environmentSection, rulesSection];
  return makers.map((make) => make(study, view)).filter((made) => made !== null);
}

/** One whose figures all have nothing to show for what is chosen is hidden. */
function refresh({ node, update }) {
  update();
  const figures = [...node.querySelectorAll("figure")];
  node.hidden = figures.length > 0 && figures.every((figure) => figure.hidden);
}

async function main() {
  startTheme();
  const study = await readStudy(JSON.parse(document.getElementById("study").textContent));
  const view = new View(study);
  const sections = sectionsOf(study, view);
  const update = () => sections.forEach(refresh);
  view.onChange(update);
  document.getElementById("content").replaceChildren(pageHead(study), ...sections.map(({ node }) => node), footer());
  document.getElementById("side").replaceChildren(...sideContent(study, view, sections));
  update();
  document.documentElement.dataset.ready = "true";
  performance.mark("ready");
}

function footer() {
  return element("footer", {}, "Charts by Apache ECharts (Apache License 2.0). This page is one file and loads nothing.");
}

main().catch((error) => {
  document.getElementById("content").replaceChildren(element("p", { class: "notice", role: "alert" },
    `This page could not be shown: ${error.message}. It needs a browser of 2023 or later.`));
});
