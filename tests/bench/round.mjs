// @ts-check
/** The open round that the bench answers, made by its officer as others are; kept from run to run. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../fault/load.mjs';
import { Officer, openRound } from '../fault/officer.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */
/** @typedef {{mark: string, unit: number, form: string}} Round mark: of its cards; form: the compressed file */

/** @param {Installation} house @returns {Promise<Round>} */
export async function prepare(house) {
	const open = await house.psql("select min(r.round) from box.round as r where r.title = '量测' and r.closes > base.now() + interval '1 day'");
	const round = Number(open) || (await openRound(await new Officer(house).signIn(), '量测')).id;
	const mark = await until(() => house.psql(`select mark from box.mark where round = ${round} and channel = 'card'`), Boolean);
	const form = join(house.facts.home, 'forms', `${mark}.html.gz`);
	await until(async () => String(existsSync(form)), (said) => said === 'true');
	return { mark, unit: Number(await house.psql(`select min(unit) from box.unit where round = ${round}`)), form };
}
