/** What the worker loads when somebody asks for it: tables, and files to take along. */
export { OwnTable } from '../core/data/own-table.ts';
export { save } from '../core/export/save.ts';
