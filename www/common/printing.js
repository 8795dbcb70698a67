// @ts-check
/** What is shown once and kept nowhere: whoever leaves before it was printed is asked. */

/** @param {{made: object | null, printed: boolean, draw: () => void}} maker made: what is there to print; printed: set here */
export function keepUntilPrinted(maker) {
	window.addEventListener('beforeunload', (event) => {
		if (!maker.made || maker.printed) return;
		event.preventDefault();
		event.returnValue = '';
	});
	window.addEventListener('afterprint', () => {
		maker.printed = Boolean(maker.made);
		maker.draw();
	});
}
