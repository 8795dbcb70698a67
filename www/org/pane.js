// @ts-check
/**
 * Of a long list of rows, those near the window. Rows may be of any height: what was drawn is
 * measured, the rest is taken to be as high as those. Room above and between is left by margins, so
 * that the list holds nothing but its rows.
 */

const ALL = 200; // so many rows are simply drawn
const BEYOND = 800; // pixels that are drawn above and below the window
const GUESS = 34;

export class Pane {
	/** @param {HTMLElement} place holds the list as its first element @param {() => void} redraw */
	constructor(place, redraw) {
		this.place = place;
		/** @type {Map<number, number>} heights by key */
		this.heights = new Map();
		/** @type {number[]} */
		this.keys = [];
		this.from = 0;
		this.until = 0;
		let asked = false;
		const look = () => {
			if (asked || this.keys.length <= ALL) return;
			asked = true;
			requestAnimationFrame(() => {
				asked = false;
				const [from, until] = this.span();
				if (from < this.from || until > this.until || from > this.until) redraw();
			});
		};
		window.addEventListener('scroll', look, { capture: true, passive: true });
		window.addEventListener('resize', () => {
			this.heights.clear();
			look();
		});
	}

	/** How high a row is that was not drawn yet. */
	get guess() {
		let sum = 0;

		this.heights.forEach((height) => { sum += height; });
		return this.heights.size ? sum / this.heights.size : GUESS;
	}

	/** Which rows lie in the window, without what is beyond. @returns {[number, number]} */
	span(beyond = 0) {
		const list = this.place.firstElementChild || this.place;
		const frame = scroller(this.place);
		const top = Math.max(frame, 0) - list.getBoundingClientRect().top - beyond;
		const guess = this.guess;
		let y = 0;
		let from = -1;

		for (let at = 0; at < this.keys.length; at++) {
			y += this.heights.get(this.keys[at]) || guess;
			if (from < 0 && y > top) from = at;
			if (y > top + window.innerHeight + 2 * beyond) return [from, at + 1];
		}
		return [Math.max(from, 0), this.keys.length];
	}

	/**
	 * The places of the rows to draw, in their order.
	 * @param {number[]} keys of all rows @param {number} always a row that is drawn wherever it is; -1: none
	 */
	near(keys, always) {
		this.keys = keys;
		[this.from, this.until] = keys.length <= ALL ? [0, keys.length] : this.span(BEYOND);
		const places = Array.from({ length: this.until - this.from }, (_, i) => this.from + i);

		if (always >= 0 && always < this.from) places.unshift(always);
		if (always >= this.until) places.push(always);
		return places;
	}

	/** Leaves room for the rows that were not drawn, and measures those that were. @param {number[]} places */
	settle(places) {
		const list = /** @type {HTMLElement} */ (this.place.firstElementChild);
		const rows = /** @type {HTMLElement[]} */ (Array.from(list.children));
		const guess = this.guess;
		/** @param {number} from @param {number} until */
		const room = (from, until) => {
			let sum = 0;
			for (let at = from; at < until; at++) sum += this.heights.get(this.keys[at]) || guess;
			return sum;
		};

		rows.forEach((row, i) => {
			const gap = room(i ? places[i - 1] + 1 : 0, places[i]);
			row.style.marginTop = gap ? `${gap}px` : '';
		});
		const rest = places.length ? room(places[places.length - 1] + 1, this.keys.length) : 0;
		list.style.paddingBottom = rest ? `${rest}px` : '';
		if (this.keys.length <= ALL) return;
		rows.forEach((row, i) => {
			if (row.offsetHeight) this.heights.set(this.keys[places[i]], row.offsetHeight);
		});
	}
}

/** Where what scrolls begins on the screen. @param {HTMLElement} place */
function scroller(place) {
	for (let at = place.parentElement; at; at = at.parentElement) {
		if (/auto|scroll/.test(getComputedStyle(at).overflowY)) return at.getBoundingClientRect().top;
	}
	return 0;
}
