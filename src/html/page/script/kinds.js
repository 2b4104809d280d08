// The kinds of workers: their order, and the sign that tells each where colours are not seen.

const kinds = new Map([
  ["serial", "circle"], ["threads", "circle"], ["gil", "circle"], ["fork", "rect"], ["spawn", "triangle"],
  ["forkserver", "diamond"], ["mpi", "roundRect"], ["hybrid", "pin"], ["command", "arrow"],
]);

export function kindOrder(kind) {
  return [...kinds.keys()].indexOf(kind);
}

/**
 * The kind that each of `families` ({name, kind}) looks like: its own; the one it is named as; serial for what the others
 * are compared with; else the first that none looks like.
 */
export function paintsOf(families, base) {
  const own = ({ name, kind, way }) => (!way ? kind : name === base?.name ? "serial" : kinds.has(name) ? name : null);
  const paints = new Map(families.map((family) => [family.name, own(family)]));
  const free = [...kinds.keys()].filter((kind) => ![...paints.values()].includes(kind));
  [...paints].filter(([, paint]) => paint === null).forEach(([name], place) => {
    paints.set(name, free[place] ?? [...kinds.keys()][place % kinds.size]);
  });
  return paints;
}

export function kindSymbol(kind) {
  return kinds.get(kind) ?? "circle";
}

/** Threads that wait for one lock have the circle of threads without its filling. */
export function isHollow(kind) {
  return kind === "gil";
}
