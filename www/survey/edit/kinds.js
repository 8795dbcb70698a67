// @ts-check
/** The kinds of questions: their names, what each begins with, the hints that come with them. */

/** @typedef {import('../api.js').Question} Question */

/** The satisfaction scale: the same everywhere, or results could not be set side by side. */
export const SCALE = ['很满意', '满意', '一般', '不满意', '很不满意', '不了解'];

/** @type {{kind: Question['kind'], label: string, about: string}[]} */
export const KINDS = [
	{ kind: 'single', label: '单选', about: '几个选项里选一个' },
	{ kind: 'multiple', label: '多选', about: '可以选几项' },
	{ kind: 'scale', label: '满意度', about: '很满意到很不满意' },
	{ kind: 'matrix', label: '分项满意度', about: '几个方面各打一次' },
	{ kind: 'text', label: '文字', about: '想说什么写什么' },
];

/** @param {string} kind */
export function kindLabel(kind) {
	const found = KINDS.find((one) => one.kind === kind);

	return found ? found.label : kind;
}

/** @param {Question['kind']} kind @returns {Question} */
export function freshQuestion(kind) {
	return shaped({ number: 0, kind, text: '', required: false, hint: '', options: [], rows: [], most: null, longest: null, standards: [] }, kind);
}

/**
 * The question with another kind; what was written stays where the kind has a place for it.
 * @param {Question} question @param {Question['kind']} kind @returns {Question}
 */
export function shaped(question, kind) {
	const wasScale = ['scale', 'matrix'].includes(question.kind);
	const isScale = ['scale', 'matrix'].includes(kind);
	const own = wasScale ? [] : question.options || [];

	return {
		...question, kind,
		options: isScale ? SCALE.slice() : own,
		most: kind === 'multiple' ? question.most || 3 : question.most,
		longest: kind === 'text' ? question.longest || 500 : question.longest,
	};
}

const KIND_HINTS = /^(选一项|可以不写|可以选几项，也可以不选|最多选\d+项)$/;

/** Whether a hint was written by somebody, not brought along by the kind. @param {string | null | undefined} hint */
export function isOwnHint(hint) {
	return Boolean(hint) && !KIND_HINTS.test(hint || '');
}

/** What stands beside the question on the form. @param {Question} question */
export function hintOf(question) {
	const count = (question.options || []).length;

	if (question.hint) return question.hint;
	if (question.kind === 'text') return '可以不写';
	if (question.kind === 'multiple') {
		return question.most && question.most < count ? `最多选${question.most}项` : '可以选几项，也可以不选';
	}
	return question.kind === 'matrix' ? '' : '选一项';
}
