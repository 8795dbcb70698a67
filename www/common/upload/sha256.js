// @ts-check
/**
 * SHA-256 (FIPS 180-4) of bytes that come piece by piece: over plain HTTP a browser offers no digest of its own, and nowhere
 * one of more than fits into memory.
 */

/** The first 32 bits of the fractional part of `power` of each of the first `count` primes. @param {number} count @param {number} power */
function primeBits(count, power) {
	const bits = new Int32Array(count);

	for (let candidate = 2, found = 0; found < count; candidate++) {
		let isPrime = true;
		for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) isPrime = false;
		if (isPrime) bits[found++] = ((candidate ** power) % 1) * 2 ** 32;
	}
	return bits;
}

const ROUND = primeBits(64, 1 / 3);
const BLOCK = 64;

export class Sha256 {
	constructor() {
		this.hash = primeBits(8, 1 / 2);
		this.words = new Int32Array(64);
		this.rest = new Uint8Array(BLOCK);
		this.held = 0; // bytes in rest
		this.size = 0; // bytes in all
	}

	/** @param {Uint8Array} bytes */
	add(bytes) {
		let at = 0;

		this.size += bytes.length;
		if (this.held) {
			at = Math.min(BLOCK - this.held, bytes.length);
			this.rest.set(bytes.subarray(0, at), this.held);
			this.held += at;
			if (this.held < BLOCK) return this;
			this.take(this.rest, 0);
			this.held = 0;
		}
		for (; at + BLOCK <= bytes.length; at += BLOCK) this.take(bytes, at);
		this.rest.set(bytes.subarray(at));
		this.held = bytes.length - at;
		return this;
	}

	/** The digest of what was added; nothing is added after it. */
	digest() {
		const end = new Uint8Array(this.held < 56 ? BLOCK : 2 * BLOCK);
		const view = new DataView(end.buffer);
		const out = new DataView(new ArrayBuffer(32));

		end.set(this.rest.subarray(0, this.held));
		end[this.held] = 0x80;
		view.setUint32(end.length - 8, Math.floor(this.size / 2 ** 29));
		view.setUint32(end.length - 4, (this.size * 8) % 2 ** 32);
		for (let at = 0; at < end.length; at += BLOCK) this.take(end, at);
		this.hash.forEach((word, i) => out.setInt32(4 * i, word));
		return new Uint8Array(out.buffer);
	}

	/** One block. @param {Uint8Array} bytes @param {number} at */
	take(bytes, at) {
		const { hash, words } = this;
		let a = hash[0];
		let b = hash[1];
		let c = hash[2];
		let d = hash[3];
		let e = hash[4];
		let f = hash[5];
		let g = hash[6];
		let h = hash[7];

		for (let i = 0, from = at; i < 16; i++, from += 4) {
			words[i] = (bytes[from] << 24) | (bytes[from + 1] << 16) | (bytes[from + 2] << 8) | bytes[from + 3];
		}
		for (let i = 16; i < 64; i++) {
			const x = words[i - 15];
			const y = words[i - 2];
			const near = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
			const far = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
			words[i] = (((words[i - 16] + words[i - 7]) | 0) + ((near + far) | 0)) | 0;
		}
		for (let i = 0; i < 64; i++) {
			const turned = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
			const chosen = (e & f) ^ (~e & g);
			const one = (((h + turned) | 0) + ((chosen + ROUND[i]) | 0) + words[i]) | 0;
			const two = ((((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
			h = g;
			g = f;
			f = e;
			e = (d + one) | 0;
			d = c;
			c = b;
			b = a;
			a = (one + two) | 0;
		}
		hash[0] += a;
		hash[1] += b;
		hash[2] += c;
		hash[3] += d;
		hash[4] += e;
		hash[5] += f;
		hash[6] += g;
		hash[7] += h;
	}
}
