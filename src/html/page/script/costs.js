// Cost models as formulas: T(p, n) = start + work + talk + rest, each a sum of products.

const ofSize = {
  "1": () => 1, n: (n) => n, "n log n": (n) => (n > 0 ? n * Math.log2(n) : 0), "n^e": (n, e) => n ** e,
};
const ofWorkers = {
  "1": () => 1, p: (p) => p, "log p": (p) => Math.log2(p), share: (p, m) => 1 / m, contention: (p, m) => (p - 1) / m,
};

/** Seconds of one term. */
export function termAt({ bases, parameters, processors }, workers, n) {
  const effective = processors > 0 ? Math.min(workers, processors) : workers;
  const exponent = parameters.length > bases.length ? parameters[parameters.length - 1][1] : 1;
  return bases.reduce((sum, [size, count], place) =>
    sum + parameters[place][1] * ofSize[size](n, exponent) * ofWorkers[count](workers, effective), 0);
}

/** Whole times as they were measured: without the start of crews that were kept. */
export function costAt({ terms, kept }, workers, n) {
  return terms.reduce((sum, term, place) => (kept && place === 0 ? sum : sum + termAt(term, workers, n)), 0);
}

/** The points of the study with what a model was fitted to: {way, workers, model}, of those that were not refused. */
export function modelsOf(study, view) {
  return study.data.costs.map((model) => ({ model, way: wayOf(study.points[model.row], view) }))
    .filter(({ way }) => way !== undefined);
}

/** The model that tells of a way with so many workers: one of all numbers before one of that number. */
export function modelFor(models, way, workers) {
  return models.find(({ model, way: own }) => own === way && !model.refusal && (model.workers ?? workers) === workers)?.model;
}

export function wayOf(point, view) {
  return view.ways.find(({ points }) => points.includes(point));
}
