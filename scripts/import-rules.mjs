/** The house, floor by floor: a module imports from its own floor and the floors below, never from above. */
const floors = [
  ['errors'],
  ['tensor'],
  ['io'],
  ['random'],
  ['session'],
  ['datasets', 'activations', 'layers', 'losses', 'metrics'],
  ['optimizers'],
  ['model'],
  ['plots', 'recipes'],
  ['formats'],
  ['node'],
  ['cli'],
];

/** The playground, a house beside it: a run without a page, its worker and its words, and the page. */
const playground = [['core'], ['words', 'worker', 'lessons'], ['page']];
const playgroundCore = [['library', 'loaded', 'settings'], ['data'], ['run'], ['arithmetic', 'picture'], ['export']];
const playgroundPage = [
  ['paint', 'state'],
  ['player'],
  ['controls'],
  ['arithmetic', 'drawing'],
  ['curves', 'lesson', 'map', 'network', 'settings'],
  ['images'],
  ['frame'],
  ['either'],
  ['app', 'main'],
];

/**
 * @param {string} house
 * @param {string[]} names
 */
const on = (house, names) => `^${house}/(${names.join('|')})(/|[.]tsx?$)`;

/**
 * @param {string} house
 * @param {string[][]} floors
 */
const lookDown = (house, floors) =>
  floors.slice(0, -1).map((floor, i) => ({
    name: `${floor.join('-')}-looks-down`,
    comment: `${house}/${floor.join(`, ${house}/`)} may not import from the floors above.`,
    severity: 'error',
    from: { path: on(house, floor) },
    to: { path: on(house, floors.slice(i + 1).flat()) },
  }));

export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Two modules that need each other, types included, are one module or miss a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...lookDown('src', floors),
    ...lookDown('playground', playground),
    ...lookDown('playground/core', playgroundCore),
    ...lookDown('playground/page', playgroundPage),
    {
      name: 'datasets-alone',
      comment: 'Datasets know nothing of layers, nor layers of datasets.',
      severity: 'error',
      from: { path: on('src', ['datasets']) },
      to: { path: on('src', ['activations', 'layers', 'losses', 'metrics']) },
    },
    {
      name: 'layers-without-data',
      severity: 'error',
      from: { path: on('src', ['activations', 'layers', 'losses', 'metrics', 'optimizers']) },
      to: { path: on('src', ['datasets']) },
    },
    {
      name: 'playground-from-outside',
      comment: 'The playground sees the library as anybody does, and what moves its page.',
      severity: 'error',
      from: { path: '^playground/' },
      to: { pathNot: '^(playground/|src/index[.]ts$|node_modules/(preact|@preact/signals|uplot)/)' },
    },
    {
      name: 'playground-core-anywhere',
      comment: 'What a run is runs in a worker and in Node; how it looks is the page.',
      severity: 'error',
      from: { path: '^playground/(core|lessons|words|worker)/' },
      to: { path: '^node_modules/' },
    },
    {
      name: 'nobody-needs-the-playground',
      severity: 'error',
      from: { path: '^(src|bin)/' },
      to: { path: '^playground/' },
    },
    {
      name: 'packages',
      comment:
        'At run time: seedrandom, fflate and the wire format of protobuf in the library; what the command line uses beside them is bundled into dist/cli.js, but for the renderer of PNG, which users add.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '/(seedrandom|fflate|@bufbuild/protobuf)/',
      },
    },
    {
      name: 'cli-packages',
      severity: 'error',
      from: { path: '^(src/cli|bin)/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'],
        pathNot: '/(commander|(@types/)?(cli-progress|asciichart)|@resvg/resvg-wasm)/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
