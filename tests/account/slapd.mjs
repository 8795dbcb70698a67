// @ts-check
/** A real directory (Debian's slapd) for tests: unprivileged, on loopback, in a folder that goes with it. */
import { chmodSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { run } from '../common/process.mjs';
import { until } from '../common/client.mjs';

const base = 'dc=chenghu,dc=example';

/** A free port of 127.0.0.1. @returns {Promise<number>} */
export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
			server.close(() => resolve(port));
		});
	});
}

/** A self-signed certificate and its key in a folder. @param {string} folder @param {string} name @param {string} host what it is for */
export async function makeCertificate(folder, name, host) {
	const made = await run('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '30', '-subj', `/CN=${name}`,
		'-addext', `subjectAltName=${host}`, '-keyout', join(folder, `${name}.key`), '-out', join(folder, `${name}.pem`)]);
	if (made.code !== 0) throw new Error(made.output);
}

/** @typedef {{uid: string, cn: string, password: string, ou?: string}} Entry */

export class Directory {
	/** @param {string} folder @param {string} user */
	constructor(folder, user) {
		this.folder = folder;
		this.user = user;
		this.url = '';
		this.tls = '';
		/** @type {import('node:child_process').ChildProcess|null} */
		this.child = null;
	}

	get ca() {
		return join(this.folder, 'directory.pem');
	}

	/** As whom programs of the test run, if the test itself is root. @param {string[]} line */
	unprivileged(line) {
		return process.getuid?.() === 0 ? ['setpriv', '--reuid', this.user, '--regid', this.user, '--clear-groups', '--', ...line] : line;
	}

	/** @param {string} user @param {Entry[]} entries @returns {Promise<Directory>} */
	static async start(user, entries) {
		const directory = new Directory(mkdtempSync('/var/tmp/wuhao-slapd-'), user);
		const { folder } = directory;
		await makeCertificate(folder, 'directory', 'IP:127.0.0.1');
		await makeCertificate(folder, 'stranger', 'IP:127.0.0.1');
		const [plain, tls] = [await freePort(), await freePort()];
		directory.url = `ldap://127.0.0.1:${plain}`;
		directory.tls = `ldaps://127.0.0.1:${tls}`;
		writeFileSync(join(folder, 'slapd.conf'), `
include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${folder}/pid
TLSCertificateFile ${folder}/directory.pem
TLSCertificateKeyFile ${folder}/directory.key
security simple_bind=128
require bind
disallow bind_anon
database mdb
maxsize 10485760
suffix "${base}"
rootdn "cn=root,${base}"
rootpw rootpw
directory ${folder}/data
access to attrs=userPassword by anonymous auth by * none
access to * by dn.exact="uid=reader,ou=people,${base}" read by * none
`);
		writeFileSync(join(folder, 'entries.ldif'), [`dn: ${base}`, 'objectClass: dcObject', 'objectClass: organization', 'o: chenghu', 'dc: chenghu', '',
			...['people', 'guests'].flatMap((ou) => [`dn: ou=${ou},${base}`, 'objectClass: organizationalUnit', `ou: ${ou}`, '']),
			...entries.flatMap(({ uid, cn, password, ou = 'people' }) => [`dn:: ${Buffer.from(`uid=${uid.replace(/[,+"\\<>;=]/g, '\\$&')},ou=${ou},${base}`).toString('base64')}`,
				'objectClass: inetOrgPerson', `uid:: ${Buffer.from(uid).toString('base64')}`, `cn:: ${Buffer.from(cn).toString('base64')}`, 'sn: x', `userPassword:: ${Buffer.from(password).toString('base64')}`, ''])].join('\n'));
		await run('mkdir', [join(folder, 'data')]);
		if (process.getuid?.() === 0) await run('chown', ['-R', user, folder]);
		chmodSync(folder, 0o755);
		const filled = await directory.call('/usr/sbin/slapadd', '-f', join(folder, 'slapd.conf'), '-l', join(folder, 'entries.ldif'));
		if (filled.code !== 0) throw new Error(`slapadd: ${filled.output}`);
		await directory.up();
		return directory;
	}

	/** @param {string[]} line */
	call(...line) {
		const [command, ...args] = this.unprivileged(line);
		return run(command, args);
	}

	/** Starts it (again). */
	async up() {
		const [command, ...args] = this.unprivileged(['/usr/sbin/slapd', '-d', 'stats', '-f', join(this.folder, 'slapd.conf'), '-h', `${this.url} ${this.tls}`]);
		this.child = spawn(command, args, { stdio: ['ignore', 'ignore', openSync(join(this.folder, 'said'), 'a')] });
		await until(async () => (await run('ldapwhoami', ['-x', '-ZZ', '-H', this.url, '-D', `cn=root,${base}`, '-w', 'rootpw'], { env: { LDAPTLS_CACERT: this.ca } })).code === 0, 'slapd answers', 30);
	}

	/** What it wrote of what it was asked. */
	said() {
		return readFileSync(join(this.folder, 'said'), 'utf8');
	}

	/** It is away until up(). */
	async down() {
		const { child } = this;
		this.child = null;
		if (!child) return;
		const ended = new Promise((resolve) => { child.once('exit', resolve); });
		child.kill('SIGTERM');
		await ended;
	}

	async stop() {
		await this.down();
		rmSync(this.folder, { recursive: true, force: true });
	}
}

export { base };
