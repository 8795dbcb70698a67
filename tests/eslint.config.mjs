// @ts-check
/**
 * Lint of all JavaScript; run from the top folder:
 *   node tests/node_modules/eslint/bin/eslint.js --config tests/eslint.config.mjs www tests
 * Names and types are tsc's (www/tsconfig.json, tests/tsconfig.json); this finds what types don't.
 */
import js from '@eslint/js';
import compat from 'eslint-plugin-compat';

/** @type {import('eslint').Linter.RulesRecord} */
const house = {
	'array-callback-return': 'error',
	'consistent-return': 'error',
	eqeqeq: 'error',
	'no-console': 'off',
	'no-eval': 'error',
	'no-implied-eval': 'error',
	'no-irregular-whitespace': ['error', { skipComments: true, skipTemplates: true, skipRegExps: true }],
	'no-new-func': 'error',
	'no-param-reassign': 'off',
	'no-self-compare': 'error',
	'no-template-curly-in-string': 'error',
	'no-undef': 'off',
	'no-unreachable-loop': 'error',
	'no-unused-expressions': 'error',
	'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
	'no-use-before-define': ['error', { functions: false, classes: true, variables: false }],
	'no-var': 'error',
	'object-shorthand': 'error',
	'prefer-const': 'error',
	'require-atomic-updates': 'off',
};

export default [
	{ ignores: ['**/node_modules/**', 'build/**', '.data/**'] },
	{ ...js.configs.recommended, files: ['**/*.js', '**/*.mjs'] },
	{ files: ['**/*.js', '**/*.mjs'], rules: house, linterOptions: { reportUnusedDisableDirectives: 'error' } },
	{
		// What runs in a browser: Chromium 78 is the floor, and markup enters by textContent or lit-html.
		files: ['www/**/*.js'],
		plugins: { compat },
		settings: { targets: ['chrome 78'], polyfills: [] },
		rules: {
			'compat/compat': 'error',
			'no-console': ['error', { allow: ['error', 'warn'] }],
			'no-alert': 'error',
			'no-restricted-properties': ['error',
				{ property: 'innerHTML', message: 'Data enters by textContent or lit-html, never as markup.' },
				{ property: 'outerHTML', message: 'Data enters by textContent or lit-html, never as markup.' },
				{ property: 'insertAdjacentHTML', message: 'Data enters by textContent or lit-html, never as markup.' },
				{ object: 'document', property: 'write', message: 'Data enters by textContent or lit-html, never as markup.' },
				{ property: 'replaceAll', message: 'Chromium 78 has no String.replaceAll.' },
				{ property: 'replaceChildren', message: 'Chromium 78 has no replaceChildren.' },
				{ property: 'randomUUID', message: 'Chromium 78 has no crypto.randomUUID.' },
			],
		},
	},
];
