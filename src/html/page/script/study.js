// The study as charts want it: points of jobs, done in several ways.
import { kindOrder, paintsOf } from "./kinds.js";
import { readTable } from "./table.js";

export async function readStudy(data) {
  const [points, trials, workers, environments] =
    await Promise.all([data.points, data.trials, data.workers, data.environments].map(readTable));
  return new Study(data, { points, trials, workers, environments });
}

class Study {
  constructor(data, tables) {
    this.data = data;
    this.tables = tables;
    this.points = Array.from({ length: tables.points.length }, (_, row) => pointOf(tables.points, row));
    this.jobs = jobsOf(this.points.filter((point) => point.role === "measured"));
    this.firstTrial = firstRows(tables.trials.values("point"), this.points.length);
  }

  /** Rows of the table of trials that are of a point: [first, behind the last]. */
  trialsOf(point) {
    return [this.firstTrial[point.row], this.firstTrial[point.row + 1]];
  }

  /** Values of a column of those trials of a point that are ok. */
  okValues(point, column) {
    const status = this.tables.trials.columns.get("status");
    const values = this.tables.trials.values(column);
    const result = [];
    const [first, end] = this.trialsOf(point);
    for (let row = first; row < end; ++row) {
      if (status.texts[status.values[row]] === "ok") result.push(values[row]);
    }
    return result;
  }

  /** That the launches were allowed to use; null where it is not known or differs. */
  get processors() {
    const values = this.tables.environments.length ? [...this.tables.environments.values("usable_processors")] : [];
    return values.length > 0 && values[0] > 0 && values.every((value) => value === values[0]) ? values[0] : null;
  }
}

function pointOf(table, row) {
  const at = (name) => table.at(name, row);
  return {
    row, part: at("part"), role: at("role"), workload: at("workload"), parameters: at("other_parameters"),
    n: at("problem_size"), kind: at("kind"), workers: at("workers"), nodes: at("nodes"),
    way: at("way"), family: at("way") || at("kind"), threads: at("threads_per_rank"), share: at("share"), binding: at("binding"), label: at("label"),
    outcome: at("outcome"), reason: at("reason"), launches: at("launches"), trials: at("trials"),
    failures: at("failures"), oversubscribed: at("oversubscribed"), total: at("total_seconds"),
    low: at("total_low_seconds"), high: at("total_high_seconds"), least: at("total_minimum_seconds"),
    most: at("total_maximum_seconds"), start: at("start_seconds"), work: at("work_seconds"), talk: at("talk_seconds"),
    base: at("base"), baseRow: at("base_row"), speedUp: at("speed_up"), efficiency: at("efficiency"),
    speedUpLow: at("speed_up_low"), speedUpHigh: at("speed_up_high"), kept: at("kept_crew"), fastest: at("fastest"),
    likeFastest: at("like_fastest"),
  };
}

/** first[i] to first[i + 1] are the rows of point i, which ascend. */
function firstRows(pointOfRow, points) {
  const first = new Uint32Array(points + 1);
  for (const point of pointOfRow) first[point + 1] += 1;
  for (let i = 0; i < points; ++i) first[i + 1] += first[i];
  return first;
}

/** What was done with one set of parameters, in one part of the plan. */
function jobsOf(points) {
  const jobs = new Map();
  for (const point of points) {
    const key = JSON.stringify([point.part, point.workload, point.parameters]);
    if (!jobs.has(key)) jobs.set(key, { part: point.part, workload: point.workload, parameters: point.parameters, points: [] });
    jobs.get(key).points.push(point);
  }
  const all = [...jobs.values()];
  return all.map((job) => finishJob(job, all.filter(({ part }) => part === job.part).length === 1));
}

function finishJob(job, alone) {
  const measured = job.points.filter((point) => point.total !== null);
  const families = familiesOf(job.points);
  const scaled = measured.some((point) => String(point.base).endsWith("scaled"));
  return {
    ...job, measured, scaled, title: titleOf(job, alone),
    sizes: ascending(measured.map((point) => point.n)),
    counts: ascending(measured.map((point) => point.workers)),
    families: families.filter(({ name }) => measured.some((point) => point.family === name)),
    ways: waysOf(measured, families),
  };
}

function ascending(values) {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** Parameters of a user's command are long, and tell nothing where it is alone. */
function titleOf({ part, workload, parameters }, alone) {
  if (part && alone && workload === "command") return part;
  const name = [workload, parameters].filter(Boolean).join(" ");
  return part ? `${part}: ${name}` : name;
}

/**
 * What is shown or hidden together, and has a colour and a sign of its own: a kind of workers, or a way that the plan
 * names. Tells each point its paint, and whether it is what the others are compared with.
 */
function familiesOf(points) {
  const names = [...new Map(points.map((point) => [point.family, point])).values()];
  const sorted = names.map((point) => ({ name: point.family, kind: point.kind, way: point.way }))
    .sort((a, b) => kindOrder(a.kind) - kindOrder(b.kind));
  const base = sorted.find(({ kind, way }) => kind === "serial" || way);
  const paints = paintsOf(sorted, base);
  points.forEach((point) => {
    point.paint = paints.get(point.family);
    point.isBase = point.family === base?.name && point.workers === 1;
  });
  return sorted.map(({ name }) => ({ name, paint: paints.get(name) }));
}

/** A way is a family with all that tells its points of the same n and number of workers apart. */
function waysOf(points, families) {
  const ways = new Map();
  for (const point of points) {
    const name = wayName(point);
    if (!ways.has(name)) ways.set(name, { name, family: point.family, paint: point.paint, isBase: point.isBase, points: [] });
    ways.get(name).points.push(point);
  }
  const order = (way) => families.findIndex(({ name }) => name === way.family);
  const sorted = [...ways.values()].sort((a, b) => order(a) - order(b));
  sorted.forEach((way) => { way.place = sorted.filter((other) => other.paint === way.paint).indexOf(way); });
  return sorted;
}

function wayName(point) {
  const details = [];
  if (point.threads > 1) details.push(`${point.threads} threads a rank`);
  if (point.share !== "memory") details.push(point.share);
  if (point.binding) details.push(`bound to ${point.binding}`);
  return [point.kind === "command" ? point.family : [point.kind, point.way].filter(Boolean).join(", "), ...details].join(", ");
}
