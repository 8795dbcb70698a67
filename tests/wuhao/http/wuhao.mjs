// @ts-check
/** What the tests of the operator's command line share: databases and sources of their own. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository, run } from '../../common/process.mjs';

/** @typedef {import('../../common/installation.mjs').Installation} Installation */

/** One empty database, and a copy of sql/ to change. */
export class Workshop {
	/** @param {Installation} house @param {string} name */
	constructor(house, name) {
		this.house = house;
		this.name = name;
		this.folder = mkdtempSync(join(tmpdir(), 'wuhao-'));
		this.sql = join(this.folder, 'sql');
		cpSync(join(repository, 'sql'), this.sql, { recursive: true });
	}

	/** @param {Installation} house @param {string} name */
	static async open(house, name) {
		await house.psql(`create database ${name}`, 'wuhao', 'postgres');
		return new Workshop(house, name);
	}

	/** Runs a command. @param {string[]} words */
	wuhao(...words) {
		return run(join(repository, 'build/wuhao/wuhao'), words,
			{ env: { WUHAO_DATABASE: `host=${this.house.facts.run} dbname=${this.name}`, WUHAO_SQL: this.sql }, seconds: 120 });
	}

	/** @param {string} sql @param {string} [role] */
	psql(sql, role = 'wuhao') {
		return this.house.psql(sql, role, this.name);
	}

	async close() {
		rmSync(this.folder, { recursive: true, force: true });
		await this.house.psql(`drop database if exists ${this.name} with (force)`, 'wuhao', 'postgres');
	}
}
