// Beside the page: where one is, and what is shown.
import { element } from "./dom.js";
import { formatCount, formatSize } from "./quantity.js";
import { fillSelect, segments } from "./section.js";
import { chooseTheme, chosenTheme } from "./theme.js";

export function sideContent(study, view, sections) {
  const shown = view.job ? [jobControl(study, view), sizeControl(view), workersControl(view), kindsControl(view), axesControl(view)] : [];
  return [element("div", { class: "wordmark" }, "breakeven"), navigation(sections), controls(view, [...shown, themeControl()])];
}

function navigation(sections) {
  const links = sections.map(({ id, title }) => element("a", { href: `#${id}` }, title));
  const seen = new Set();
  const observer = new IntersectionObserver((entries) => {
    entries.forEach(({ target, isIntersecting }) => (isIntersecting ? seen.add(target.id) : seen.delete(target.id)));
    const current = sections.findIndex(({ id }) => seen.has(id));
    links.forEach((link, place) => (place === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
  }, { rootMargin: "-15% 0px -60% 0px" });
  sections.forEach(({ node }) => observer.observe(node));
  return element("nav", { "aria-label": "Sections" }, element("ul", {}, links.map((link) => element("li", {}, link))));
}

function controls(view, parts) {
  view.onChange(() => parts.forEach((part) => part.refresh?.()));
  parts.forEach((part) => part.refresh?.());
  const box = element("div", { class: "controls", role: "group", "aria-label": "What is shown" }, parts.map((part) => part.node));
  return element("details", { class: "choices", open: !matchMedia("(max-width: 60rem)").matches }, element("summary", {}, "Choose what is shown"), box);
}

function labelled(label, node, wide = false) {
  return element("label", { class: wide ? "wide" : "" }, label, node);
}

function choice(label, view, { options, current, choose, wide }) {
  const node = element("select");
  const box = labelled(label, node, wide);
  node.addEventListener("change", () => choose(options()[node.selectedIndex][0]));
  let before = null;
  return {
    node: box,
    refresh: () => {
      const all = options();
      box.hidden = all.length < 2;
      if (before !== view.job) fillSelect(node, all.map(([, name], place) => [place, name]), null);
      before = view.job;
      node.selectedIndex = all.findIndex(([value]) => value === current());
    },
  };
}

function jobControl(study, view) {
  return choice("Job", view, { wide: true, options: () => study.jobs.map((job) => [job, job.title]), current: () => view.job, choose: (job) => view.change({ job }) });
}

function sizeControl(view) {
  return choice("n", view, { options: () => (view.job.scaled ? [] : view.job.sizes.map((n) => [n, formatSize(n)])), current: () => view.n, choose: (n) => view.change({ n }) });
}

function workersControl(view) {
  return choice("Workers, against n", view, { options: () => (view.job.sizes.length > 1 && !view.job.scaled ? view.job.counts.map((count) => [count, formatCount(count)]) : []),
    current: () => view.workers, choose: (workers) => view.change({ workers }) });
}

function kindsControl(view) {
  const host = element("div", { class: "kinds" });
  let before = null;
  const box = ({ name, paint }) => element("label", {}, element("input", { type: "checkbox", checked: !view.hidden.has(name), on: { change: ({ target }) => view.toggleFamily(name, target.checked) } }),
    element("span", { class: "swatch", "--colour": `var(--kind-${paint})` }), name);
  return {
    node: element("fieldset", { class: "wide" }, element("legend", {}, "Kinds of workers"), host),
    refresh: () => {
      if (before !== view.job) host.replaceChildren(...view.job.families.map(box));
      before = view.job;
    },
  };
}

function axesControl(view) {
  return { node: element("fieldset", {}, element("legend", {}, "Axes"), segments("Axes", [["log", "log"], ["linear", "linear"]], view.scale, (scale) => view.change({ scale }))) };
}

function themeControl() {
  return { node: element("fieldset", {}, element("legend", {}, "Theme"), segments("Theme", [["auto", "auto"], ["light", "light"], ["dark", "dark"]], chosenTheme(), chooseTheme)) };
}
