// @ts-check
/**
 * Lint of the pages' styles; Chromium 78 is the floor.
 * @type {import('stylelint').Config}
 */
export default {
	extends: ['stylelint-config-standard'],
	reportNeedlessDisables: true,
	reportInvalidScopeDisables: true,
	rules: {
		'alpha-value-notation': null,
		'at-rule-empty-line-before': null,
		'color-function-notation': null,
		'color-function-alias-notation': null,
		'color-hex-length': null,
		'comment-empty-line-before': null,
		'custom-property-empty-line-before': null,
		'declaration-block-no-redundant-longhand-properties': null,
		'declaration-block-single-line-max-declarations': null,
		'declaration-empty-line-before': null,
		'import-notation': null,
		'media-feature-range-notation': 'prefix',
		'no-descending-specificity': null,
		'property-no-vendor-prefix': null,
		'rule-empty-line-before': null,
		'selector-class-pattern': null,
		'selector-not-notation': 'simple',
		'value-keyword-case': null,
		// What Chromium 78 does not know would take its whole rule along.
		'selector-pseudo-class-disallowed-list': ['has', 'is', 'where'],
		'property-disallowed-list': ['accent-color', 'aspect-ratio', 'content-visibility', 'inset',
			'inset-block', 'inset-inline', 'translate', 'rotate', 'scale'],
		'function-disallowed-list': ['clamp', 'min', 'max', 'color-mix', 'oklch', 'lab', 'lch'],
		'at-rule-disallowed-list': ['layer', 'container', 'property', 'scope'],
		'declaration-no-important': null,
		'function-url-scheme-allowed-list': ['data'],
	},
};
