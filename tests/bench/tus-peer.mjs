// @ts-check
/** The same protocol, and the digest, by @tus/server with its file store: node tus-peer.mjs PORT FOLDER */
import { FileStore } from '@tus/file-store';
import { Server } from '@tus/server';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

const [port, folder] = process.argv.slice(2);
const server = new Server({
	path: '/files',
	datastore: new FileStore({ directory: folder }),
	onUploadFinish: async (request, answer, upload) => {
		const hash = createHash('sha256');
		await pipeline(createReadStream(join(folder, upload.id)), hash);
		answer.setHeader('digest', hash.digest('hex'));
		return answer;
	},
});
server.listen({ host: '127.0.0.1', port: Number(port) });
