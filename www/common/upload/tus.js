// @ts-check
/**
 * The client of the tus protocol as we use it; loaded when the first file is sent. It keeps nothing in the browser's
 * storage and tries nothing again by itself; each chunk goes with its digest.
 */
import { DefaultHttpStack, Upload } from 'tus-js-client';
import { checksum } from './digest.js';

/**
 * @typedef {object} Wishes
 * @property {string | null} endpoint where an upload begins; null: it was begun
 * @property {string | null} uploadUrl of one that was begun
 * @property {string} key of idempotency, for its beginning
 * @property {number} chunkSize
 * @property {Record<string, string>} metadata
 * @property {(url: string) => void} onUrl
 * @property {(sent: number) => void} onProgress
 * @property {() => void} onChunkComplete
 * @property {() => void} onSuccess
 * @property {(error: Error) => void} onError
 */

/** Requests whose chunk carries its digest (Upload-Checksum); one that is taken back meanwhile is not sent. */
class CheckedStack extends DefaultHttpStack {
	/** @param {string} method @param {string} url */
	createRequest(method, url) {
		const request = super.createRequest(method, url);
		const send = request.send.bind(request);
		const abort = request.abort.bind(request);
		let taken = false;

		request.abort = () => {
			taken = true;
			return abort();
		};
		request.send = async (body) => {
			const sum = body instanceof Blob ? await checksum(body) : null;
			if (taken) return new Promise(() => {});
			if (sum) request.setHeader('Upload-Checksum', sum);
			return send(body);
		};
		return request;
	}
}

/** @param {File} file @param {Wishes} wishes */
export function tusUpload(file, wishes) {
	const upload = new Upload(file, {
		endpoint: wishes.endpoint, uploadUrl: wishes.uploadUrl, chunkSize: wishes.chunkSize, metadata: wishes.metadata,
		retryDelays: null, storeFingerprintForResuming: false, fingerprint: async () => '', httpStack: new CheckedStack({}),
		onBeforeRequest: (request) => {
			if (request.getMethod() === 'POST') request.setHeader('Idempotency-Key', wishes.key);
		},
		onUploadUrlAvailable: () => {
			upload.options.endpoint = null; // should it be gone one day, another is not begun unasked
			wishes.onUrl(upload.url || '');
		},
		onProgress: wishes.onProgress, onChunkComplete: wishes.onChunkComplete, onSuccess: () => wishes.onSuccess(), onError: wishes.onError,
	});

	return upload;
}
