// Reads a CSV file with nnfs, and prints what read_table.py prints.
const [library, file] = process.argv.slice(2);
const { NumberColumn } = await import(library);
const { loadTable } = await import(new URL('node.js', library).href);
const table = await loadTable(file);
console.log(`${table.rows} x ${table.names.length}`);
for (const column of table.columns.filter((column) => column instanceof NumberColumn).slice(0, 20)) {
  const { values } = column;
  console.log(column.name, values[0].toFixed(6), values[values.length - 1].toFixed(6));
}
