// @ts-check
/** What the survey's HTTP tests share: whole drafts, people who answer, and waiting for the keeper. */
import assert from 'node:assert/strict';
import { Browser, until } from '../common/client.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

/** Ids of units by the names that citizens know. @param {Installation} house @param {string[]} names @returns {Promise<number[]>} */
export async function unitsOf(house, ...names) {
	const found = await Promise.all(names.map((name) => house.psql(`select u.id from data.unit as u where u.public_name = '${name}' or u.short_name = '${name}'`)));
	return found.map((id, at) => Number(id || assert.fail(`there is no unit ${names[at]}`)));
}

/** Days from the installation's today, as YYYY-MM-DD. @param {Installation} house @param {number} days */
export const day = (house, days) => house.psql(`select base.today() + ${days}`);

/** All that a round needs before it can be opened. @param {Installation} house @param {number[]} units @param {object} [changes] @returns {Promise<Record<string, any>>} */
export async function whole(house, units, changes = {}) {
	return {
		title: `接口试办${process.pid}`, period: '这三个月', strata: ['masses'], units, closes: `${await day(house, 5)}T18:00`, publish_by: await day(house, 15),
		publish_where: '市政务服务中心公告栏', hotline: '12345', approved_by: '书记会议', approved_on: await day(house, -1), basis: '澄直工委办〔2026〕30号', ...changes,
	};
}

/** A round that is open. @param {Browser} officer @param {object} draft @returns {Promise<any>} */
export async function opened(officer, draft) {
	const made = await officer.post('/api/survey/rounds', draft);
	assert.equal(made.status, 200, made.text);
	const open = await officer.post(`/api/survey/round/${made.json.id}/open`);
	assert.equal(open.status, 200, open.text);
	return open.json;
}

/** @param {Browser} officer @param {number} id @param {string} state */
export function reached(officer, id, state) {
	return until(async () => {
		const { json } = await officer.get(`/api/survey/round/${id}`);
		return json.state === state && json;
	}, `round ${id} is ${state}`);
}

/** The keeper has told the ballot of this mark. @param {Installation} house @param {string} mark */
export const known = (house, mark) => until(async () => (await house.psql(`select count(*) from box.mark where mark = '${mark}'`)) === '1', `the ballot knows ${mark}`);

/** Cards for a mark, once the ballot knows them. @param {Installation} house @param {Browser} officer @param {number} round @param {string} mark @param {number} count @returns {Promise<{batch: number, addresses: string[], codes: string[]}>} */
export async function printed(house, officer, round, mark, count) {
	const { json, status, text } = await officer.post(`/api/survey/round/${round}/cards`, { mark, count, hands_out: '市直机关工委组织科', box: true });
	assert.equal(status, 200, text);
	await until(async () => (await house.psql(`select count(*) from box.batch where batch = ${json.batch}`)) === '1', 'the ballot knows the cards');
	return { batch: json.batch, addresses: json.cards.map((/** @type {any} */ card) => card.address), codes: json.cards.map((/** @type {any} */ card) => card.code) };
}

/** Someone answers; it must count. @param {Installation} house @param {string} address @param {Record<string, string|number|Array<string|number>>} fields @param {string} [from] */
export async function answer(house, address, fields, from = '127.33.200.1') {
	const page = await new Browser(house, from).form(address, fields);
	assert.equal(page.status, 200, page.text.slice(-800));
	return page;
}

/** The demonstration's round of a state: its number and title. @param {Installation} house @param {string} state */
export async function shown(house, state) {
	const [id, title] = (await house.psql(`select concat_ws('|', i.id, i.title) from data.item as i where i.workflow = 'round' and i.state = '${state}' order by i.id limit 1`)).split('|');
	return { id, title };
}
