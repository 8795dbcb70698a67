// @ts-check
/** The peers: fastify with pg, and php-fpm behind an nginx of its own that serves static files as well. */
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { repository, run } from '../common/process.mjs';

/** @typedef {import('../common/installation.mjs').Installation} Installation */

/** @returns {Promise<number>} */
const freePort = () => new Promise((resolve) => {
	const server = createServer().listen(0, '127.0.0.1', () => {
		const address = server.address();
		server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
	});
});

/**
 * @param {Installation} house @param {string} form a compressed form file
 * @returns {Promise<{fastify: string, php: string, plain: string, stop: () => void}>} addresses; php's nginx is `plain` too
 */
export async function startPeers(house, form) {
	const folder = mkdtempSync('/var/tmp/wuhao-peers-');
	await run('chmod', ['755', folder]);
	const [fastifyPort, nginxPort] = [await freePort(), await freePort()];
	mkdirSync(join(folder, 'www'));
	copyFileSync(form, join(folder, 'www/form.html.gz'));
	writeFileSync(join(folder, 'www/form.html'), '');
	copyFileSync(join(repository, 'tests/bench/peer.php'), join(folder, 'peer.php'));
	writeFileSync(join(folder, 'fpm.conf'), `[global]
error_log = ${folder}/fpm.log
daemonize = no
[peer]
listen = ${folder}/fpm.sock
listen.backlog = 4096
pm = static
pm.max_children = 8
pm.max_requests = 0
clear_env = no
php_admin_value[opcache.enable] = 1
php_admin_value[opcache.validate_timestamps] = 0
php_admin_value[variables_order] = GPCS
`);
	writeFileSync(join(folder, 'nginx.conf'), `daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log ${folder}/nginx.log error;
events { worker_connections 4000; }
http {
	include /etc/nginx/mime.types;
	access_log off;
	sendfile on;
	tcp_nopush on;
	keepalive_requests 1000;
	open_file_cache max=100;
	client_body_temp_path ${folder}/body;
	proxy_temp_path ${folder}/proxy;
	fastcgi_temp_path ${folder}/fastcgi;
	uwsgi_temp_path ${folder}/uwsgi;
	scgi_temp_path ${folder}/scgi;
	server {
		listen 127.0.0.1:${nginxPort} backlog=4096;
		location / {
			include /etc/nginx/fastcgi_params;
			fastcgi_param SCRIPT_FILENAME ${folder}/peer.php;
			fastcgi_pass unix:${folder}/fpm.sock;
		}
		location = /form.html {
			root ${folder}/www;
			gzip_static on;
		}
	}
}
`);
	await run('chown', ['-R', house.facts.user, folder]);
	const become = process.getuid?.() === 0 ? ['--reuid', house.facts.user, '--regid', house.facts.user, '--clear-groups'] : [];
	/** @param {string[]} command */
	const serve = (command) => spawn('setpriv', [...become, '--pdeathsig', 'TERM', '--', ...command], {
		cwd: repository, stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, PEER_RUN: house.facts.run, PEER_FORM: join(folder, 'www/form.html.gz') },
	});
	const running = [
		serve([process.execPath, 'tests/bench/peer.mjs', String(fastifyPort), house.facts.run, join(folder, 'www/form.html.gz')]),
		serve(['/usr/sbin/php-fpm8.2', '--nodaemonize', '--fpm-config', join(folder, 'fpm.conf')]),
		serve(['/usr/sbin/nginx', '-e', join(folder, 'nginx.log'), '-c', join(folder, 'nginx.conf')]),
	];
	const stop = () => {
		for (const child of running) child.kill('SIGTERM');
		rmSync(folder, { recursive: true, force: true });
	};
	process.on('exit', stop);
	const [fastify, php] = [`http://127.0.0.1:${fastifyPort}`, `http://127.0.0.1:${nginxPort}`];
	for (const url of [`${fastify}/form`, `${php}/form`, `${php}/form.html`])
		for (let tries = 0; (await fetch(url).catch(() => null))?.status !== 200; tries++) {
			if (tries > 100) {
				stop();
				throw new Error(`the peer at ${url} does not answer; see ${folder}`);
			}
			await new Promise((resolve) => { setTimeout(resolve, 100); });
		}
	return { fastify, php, plain: php, stop };
}
