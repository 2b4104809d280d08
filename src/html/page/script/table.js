// A table that is stored by columns (src/html/columnar.hpp).
import { unpack } from "./unpack.js";

export class StoredTable {
  constructor(length, columns) {
    this.length = length;
    this.columns = columns; // name -> {values, texts, bool}
  }

  get names() {
    return [...this.columns.keys()];
  }

  /** The typed array: numbers, or places in texts. */
  values(name) {
    return this.columns.get(name).values;
  }

  /** A text, a number, a boolean, or null where there is none. */
  at(name, row) {
    const { values, texts, bool } = this.columns.get(name);
    const value = values[row];
    if (texts) return texts[value];
    if (Number.isNaN(value)) return null;
    return bool ? value === 1 : value;
  }

  row(index) {
    return Object.fromEntries(this.names.map((name) => [name, this.at(name, index)]));
  }
}

export async function readTable(stored) {
  const columns = await Promise.all(stored.columns.map(async ({ name, type, texts, bool, values }) => [
    name, { values: await unpack(values, type), texts, bool },
  ]));
  return new StoredTable(stored.rows, new Map(columns));
}
