// @ts-check
/**
 * Sheets of 50,000 rows: a preview against openpyxl that only reads the same file (read_only, its fastest, and as it reads by
 * itself), an export against libxlsxwriter that only writes the same cells; and how much memory the program took for it. All of
 * them in seconds of CPU, of ours the program's and PostgreSQL's together.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../common/client.mjs';
import { run } from '../common/process.mjs';
import { messyMembers, workbook } from '../common/sheets.mjs';

/** @typedef {import('./lines.mjs').Line} Line */
/** @typedef {import('./lines.mjs').Contestant} Contestant */

const ROWS = 50_000;

const reader = `
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1], data_only=True, read_only=sys.argv[2] == 'quick')
for sheet in book if sys.argv[2] == 'quick' else []:
    sheet.reset_dimensions()
print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True)))
`;

/** Writes the lines of a file, cells with tabs between, as an .xlsx, and does nothing else. */
const writer = `
#include <stdio.h>
#include <string.h>
#include <xlsxwriter.h>

int
main(int argc, char **argv)
{
	lxw_workbook *book = workbook_new(argv[argc - 1]);
	lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
	FILE *lines = fopen(argv[1], "r");
	static char line[65536];

	for (lxw_row_t row = 0; fgets(line, sizeof line, lines) != NULL; row++) {
		char *rest = line;

		line[strcspn(line, "\\n")] = 0;
		for (lxw_col_t column = 0; rest != NULL; column++) {
			char *cell = strsep(&rest, "\\t");

			if (*cell != 0)
				worksheet_write_string(sheet, row, column, cell, NULL);
		}
	}
	return workbook_close(book);
}
`;

/** Milliseconds of CPU that these processes have had. @param {number[]} pids */
const spent = (pids) => pids.reduce((sum, pid) => {
	const [user, system] = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ').slice(11, 13).map(Number);
	return sum + (user + system) * 10;
}, 0);

/** The workers of org and their connections. @param {import('../common/installation.mjs').Installation} house */
const workers = (house) => [...house.children('org'), ...house.children('postgres').filter((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('wuhao_org'))];

/** Once, as turns a second of our CPU. @param {import('../common/installation.mjs').Installation} house @param {() => Promise<unknown>} act @returns {Contestant} */
const ours = (house, act) => async () => {
	const before = spent(workers(house));
	await act();
	return 1000 / Math.max(1, spent(workers(house)) - before);
};

/** Once, as turns a second of a command's CPU. @param {string} command @param {string[]} args @returns {Contestant} */
const peer = (command, args) => async () => {
	const said = await do_('bash', ['-c', "TIMEFORMAT='%U %S'; time \"$@\" > /dev/null 2> /dev/null", 'bash', command, ...args]);
	const [user, system] = said.trim().split(' ').map(Number);
	return 1 / (user + system);
};

/** @param {string} command @param {string[]} args @returns {Promise<string>} what it said, on either side */
async function do_(command, args) {
	const done = await run(command, args, { seconds: 300 });
	if (done.code !== 0) throw new Error(`${command}: ${done.output}`);
	return done.output;
}

/** The most memory that a worker of org has had, in MB. @param {import('../common/installation.mjs').Installation} house */
function peak(house) {
	const sizes = house.children('org').map((pid) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0));
	return Math.round(Math.max(...sizes) / 1024);
}

/** @param {import('./lines.mjs').Setting} setting @param {string} token of an officer at the top @returns {Promise<Line[]>} */
export async function sheetLines({ house, work }, token) {
	const place = (/** @type {string} */ name) => join(work, name);
	const units = (await house.psql(`select min(u.full_name) from data.unit as u join data.kind as k on k.kind = u.kind
		where k.has_roster and u.closed_on is null group by u.full_name having count(*) = 1 order by 1`)).split('\n');
	const file = workbook(messyMembers(ROWS, units).sheets);
	const headers = { cookie: `session=${token}` };
	writeFileSync(place('members.xlsx'), file);
	writeFileSync(place('read.py'), reader);
	writeFileSync(place('write.c'), writer);
	await do_('cc', ['-O2', '-D_GNU_SOURCE', '-o', place('write'), place('write.c'), '-lxlsxwriter']);
	const preview = async () => {
		const made = await ask(house.url, `/api/org/import?kind=members&name=x.xlsx`, { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: file });
		if (made.status !== 200 || made.json.counts.create < ROWS * 0.9) throw new Error(`the preview: ${made.text.slice(0, 300)}`);
	};
	const take = async () => {
		const out = await ask(house.url, '/api/org/export/members.xlsx', { headers });
		if (out.status !== 200) throw new Error(`the export: ${out.text.slice(0, 300)}`);
	};
	const csv = await ask(house.url, '/api/org/export/members.csv', { headers });
	if (csv.status !== 200 || csv.text.includes('"')) throw new Error('the cells for libxlsxwriter can\'t be had from the CSV');
	writeFileSync(place('lines'), csv.text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n').replaceAll(',', '\t'));
	return [{
		name: 'sheets, preview', limit: 'of openpyxl (read_only), which only reads', goal: 5, over: { openpyxl: 5 },
		who: {
			limit: peer('/usr/bin/python3', [place('read.py'), place('members.xlsx'), 'quick']), ours: ours(house, preview),
			openpyxl: peer('/usr/bin/python3', [place('read.py'), place('members.xlsx'), 'whole']),
		},
		begin: async () => {
			await preview();
			console.log(`      a preview of ${ROWS} rows (${(file.length / 1e6).toFixed(1)} MB): a worker of org had ${peak(house)} MB at most (≤ 256)`);
			await house.psql('delete from data.import');
		},
	}, {
		name: 'sheets, export', limit: 'of libxlsxwriter alone', goal: 0.67, over: {},
		who: { limit: peer(place('write'), [place('lines'), place('alone.xlsx')]), ours: ours(house, take) },
	}];
}
