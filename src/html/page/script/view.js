// What the user chose to see: a job, a size, a number of workers, which kinds or ways, and how axes are scaled.

export class View {
  constructor(study) {
    this.listeners = [];
    this.hidden = new Set();
    this.scale = "log";
    this.job = study.jobs[0] ?? null;
    this.processors = study.processors;
    this.settle();
  }

  onChange(listener) {
    this.listeners.push(listener);
  }

  change(values) {
    const otherJob = values.job && values.job !== this.job;
    Object.assign(this, values);
    if (otherJob) this.settle();
    this.listeners.forEach((listener) => listener());
  }

  toggleFamily(name, shown) {
    if (shown) this.hidden.delete(name);
    else this.hidden.add(name);
    this.change({});
  }

  /** Those of the job's ways that are not hidden. */
  get ways() {
    return this.job.ways.filter((way) => !this.hidden.has(way.family));
  }

  /** The size that was measured with the most numbers of workers; as many workers as processors, or the same for them. */
  settle() {
    if (!this.job) return;
    this.n = richest(this.job.measured, (point) => point.n, (point) => point.workers);
    this.workers = this.job.counts.includes(this.processors) ? this.processors
      : richest(this.job.measured, (point) => point.workers, (point) => point.n);
  }
}

function richest(points, group, member) {
  const members = new Map();
  for (const point of points) {
    if (!members.has(group(point))) members.set(group(point), new Set());
    members.get(group(point)).add(member(point));
  }
  let best = null;
  for (const [value, set] of [...members].sort((a, b) => a[0] - b[0])) {
    if (best === null || set.size >= members.get(best).size) best = value;
  }
  return best;
}
