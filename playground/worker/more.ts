/** What the worker loads when somebody asks for it: the arithmetic, tables, and files to take along. */
export { walk } from '../core/arithmetic/walk.ts';
export { OwnTable } from '../core/data/own-table.ts';
export { save } from '../core/export/save.ts';
export { library } from '../core/library.ts';
