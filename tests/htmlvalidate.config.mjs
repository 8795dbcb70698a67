// @ts-check
/** Lint of the pages' HTML; run with --config tests/htmlvalidate.config.mjs. */
export default {
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		'doctype-style': ['error', { style: 'lowercase' }],
		'void-style': ['error', { style: 'omit' }],
		'long-title': 'off',
		'no-trailing-whitespace': 'error',
		'no-inline-style': 'error',
		'require-sri': 'off',
		'prefer-native-element': 'error',
		'text-content': 'error',
	},
};
