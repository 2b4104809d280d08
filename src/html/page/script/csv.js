// Comma-separated values after RFC 4180, and files that are saved.

/** A spreadsheet takes a text that begins so for a formula; an apostrophe before it keeps it a text. */
const formula = /^[=+\-@\t\r]/;

function cell(value) {
  if (value === null || value === undefined) return "";
  if (typeof value !== "string") return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvLine(values) {
  return `${values.map(cell).join(",")}\r\n`;
}

/** Seven significant digits of what was stored as a float of 32 bits. */
function shortened(value, array) {
  return array instanceof Float32Array && typeof value === "number" ? Number(value.toPrecision(7)) : value;
}

export function csvOfTable(table) {
  const lines = [csvLine(table.names)];
  for (let row = 0; row < table.length; ++row) {
    lines.push(csvLine(table.names.map((name) => shortened(table.at(name, row), table.values(name)))));
  }
  return lines;
}

/** `parts` are texts or bytes. */
export function save(name, type, parts) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(parts, { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
