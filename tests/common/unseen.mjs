// @ts-check
/**
 * An id that somebody can't see answers exactly as one that nobody has: which fields name a thing, by what it is known whether it is
 * seen, and what a thing that isn't there is called.
 */

/** @typedef {import('./routes.mjs').Route} Route */
/** @typedef {import('./routes.mjs').Field} Field */

/** Fields that name a thing under another name. @type {Record<string, string>} */
const others = {
	superior: 'unit', units: 'unit', target: 'unit', members_to: 'unit', units_to: 'unit', holder_unit: 'unit', other: 'unit',
	members: 'person', host: 'person', came: 'person', member: 'person', responsible: 'person', accounts: 'account', deputy: 'account', parent: 'plan', catalogue: 'version',
	goals: 'goal', source: 'goal',
};

/** Fields of ids by which a list goes on, or a page is counted: nothing is looked up by them. */
const cursors = new Set(['after', 'before', 'page', 'number']);

/** Things that hide from nobody: the standards' versions, campaigns and labels are everybody's to read. */
const everybodys = new Set(['version', 'campaign', 'label']);

/**
 * Ids that hide nothing, and why: nobody is told anything by them that they may not know.
 * @type {Record<string, string>}
 */
export const open = {
	'POST /org/person/{person}/transfer other': 'whom a member can be handed over to is found by name in the whole city (base.receivers)',
	'POST /goal/goals other': 'who can own a goal together is found by name in the whole city (base.receivers)',
	'POST /evidence/item/{evidence}/link target': 'a goal, and asked of one',
	'POST /goal/item/{goal}/edit other': 'the same',
	'POST /goal/item/{goal}/ask_change other': 'the same',
	'POST /org/rules/{change}/withdraw change': 'rules are everybody\'s to read, with those that were withdrawn',
	'GET /survey/published/{round} round': 'what is published is everybody\'s',
	'POST /survey/round/{round}/cards mark': 'marks stand on posters; of a round that isn\'t seen there is no answer (round)',
};

/** The kind of thing that a field names; null for what is no id, or hides from nobody. @param {Pick<Field, 'name' | 'kind'>} field */
export function thingOf(field) {
	if (cursors.has(field.name) || !(field.kind === 'id' || field.kind === 'ids' || ['mark', 'session', 'import'].includes(field.name))) return null;
	const thing = others[field.name] ?? field.name;
	return everybodys.has(thing) ? null : thing;
}

/** Things that are seen with another of the same name in the tables of tests. @type {Record<string, string>} */
const seenWith = { link: 'evidence', item: 'goal', tenure: 'unit', responsibility: 'unit', batch: 'round', seat: 'account', change: 'unit' };

/** The route that shows a thing, if one does. @type {Record<string, string>} */
const shown = {
	unit: 'GET /org/unit/{unit}', person: 'GET /org/person/{person}', round: 'GET /survey/round/{round}', transfer: 'GET /org/transfer/{transfer}',
	import: 'GET /org/import/{import}', mark: 'GET /survey/mark/{mark}/qr', account: 'GET /account/accounts/{account}',
	plan: 'GET /goal/plan/{plan}', goal: 'GET /goal/item/{goal}', meeting: 'GET /evidence/meeting/{meeting}',
	evidence: 'GET /evidence/item/{evidence}', upload: 'GET /evidence/upload/{upload}',
};

/**
 * By what it is known whether somebody sees a thing: the route that shows it, or what it is seen with, as a line for it; null where
 * nothing shows it, and no refusal may tell of it.
 * @param {string} thing @param {string} word such as hidden
 */
export function witness(thing, word) {
	const by = seenWith[thing] ?? thing;
	return shown[by] ? { name: shown[by], at: `${by}=${word}`, body: '{}' } : null;
}

/** What is not there. @param {string} thing */
export const missing = (thing) => ({ mark: 'zzzzzzzz', session: 'fedcba9876543210' })[thing] ?? '99999999';

/** An answer without the ids that were asked about. @param {{status: number, text: string}} answer @param {string[]} ids */
export const bare = ({ status, text }, ids) => `${status} ${ids.reduce((said, id) => said.replaceAll(new RegExp(`\\b${id}\\b`, 'g'), '…'), text)}`;
