import { builtinModules } from 'node:module';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const message = 'The library runs in a browser as it is: Node modules belong in src/cli, src/io/node* and src/node.ts.';

export default tseslint.config(
  {
    ignores: ['dist/', 'coverage/', 'bench/', 'tests/golden/', 'src/**/assembly/'],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // With noUncheckedIndexedAccess, `data[i]!` is how a hot loop reads a typed array at no cost.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // ... and an indexed loop over a typed array is how mathematics reads.
      '@typescript-eslint/prefer-for-of': 'off',
      // Callers from JavaScript are checked at run time for what the types already exclude.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      eqeqeq: ['error', 'always'],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Randomness is an argument: take a RandomState.' },
      ],
    },
  },
  {
    files: ['{src,playground}/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSAsExpression > TSAsExpression > TSUnknownKeyword', message: 'No `as unknown as`: type it.' },
        {
          selector:
            'MemberExpression[property.name="name"]:matches([object.type="MetaProperty"], [object.property.name="constructor"][object.object.type="ThisExpression"])',
          message: 'Minifiers rename classes: give the class a `name`.',
        },
      ],
      'no-console': 'error',
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/cli/**', 'src/io/node*', 'src/io/node*/**', 'src/node.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: builtinModules.map((name) => ({ name, message })), patterns: [{ group: ['node:*'], message }] },
      ],
      'no-restricted-globals': ['error', ...['process', 'Buffer', 'require'].map((name) => ({ name, message }))],
    },
  },
  { files: ['src/cli/**'], rules: { 'no-console': 'off' } },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // Tests hand wrong values to typed functions, and read parsed JSON.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // Vitest learns of a matcher through an interface that adds nothing of its own.
      '@typescript-eslint/no-empty-object-type': ['error', { allowInterfaces: 'with-single-extends' }],
    },
  },
  // Plain JavaScript is type-checked by tsc, which knows the globals.
  { files: ['**/*.{js,mjs}'], extends: [js.configs.recommended], rules: { 'no-undef': 'off' } },
);
