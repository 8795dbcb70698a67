// @ts-check
/** The ways in which files come: the system's chooser, the camera, dropped on the page, pasted. */

/** @typedef {(files: File[]) => void} Taken */

/**
 * Opens the system's chooser.
 * @param {{many?: boolean, camera?: boolean}} how @param {Taken} taken
 */
export function choose({ many, camera }, taken) {
	const input = document.createElement('input');

	input.type = 'file';
	input.hidden = true;
	input.multiple = Boolean(many);
	if (camera) {
		input.accept = 'image/*';
		input.setAttribute('capture', 'environment');
	}
	input.addEventListener('change', () => {
		taken(Array.from(input.files || []));
		input.remove();
	});
	document.body.append(input); // some browsers forget one that hangs nowhere
	input.click();
}

/**
 * Files that are dropped on `root` or pasted anywhere while nobody types. One that misses `root` opens nothing.
 * @param {HTMLElement} root @param {Taken} taken @param {(text: string) => void} refused
 */
export function receive(root, taken, refused) {
	/** @param {DragEvent} event */
	const hasFiles = (event) => Boolean(event.dataTransfer && Array.from(event.dataTransfer.types).includes('Files'));
	/** @param {boolean} on */
	const over = (on) => root.classList.toggle('over', on);

	document.addEventListener('dragover', (event) => {
		if (!hasFiles(event) || !root.isConnected) return;
		event.preventDefault();
		over(root.contains(/** @type {Node} */ (event.target)));
	});
	document.addEventListener('dragleave', (event) => {
		if (!event.relatedTarget) over(false);
	});
	document.addEventListener('drop', (event) => {
		if (!hasFiles(event) || !root.isConnected || event.defaultPrevented) return;
		event.preventDefault();
		over(false);
		const data = /** @type {DataTransfer} */ (event.dataTransfer);
		const folders = Array.from(data.items).some((item) => isFolder(item));
		if (folders) refused('文件夹不能直接传，请打开它，选里面的文件。');
		else if (root.contains(/** @type {Node} */ (event.target))) taken(Array.from(data.files));
		else refused('请拖到虚线框里。');
	});
	document.addEventListener('paste', (event) => {
		const files = Array.from((event.clipboardData && event.clipboardData.files) || []);
		if (!files.length || !root.isConnected || document.querySelector('dialog[open]') || isTyped(event.target)) return;
		event.preventDefault();
		taken(files.map(named));
	});
}

/** @param {DataTransferItem} item */
function isFolder(item) {
	const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
	return Boolean(entry && entry.isDirectory);
}

/** Cells of a spreadsheet are pasted as text and as a picture of them. @param {EventTarget | null} target */
function isTyped(target) {
	return target instanceof HTMLElement && (target.isContentEditable || /^(input|textarea)$/i.test(target.tagName));
}

/** What is pasted is called image.png, whatever it is; a screenshot is named by its time. @param {File} file */
function named(file) {
	if (!/^image\.(png|jpe?g)$/.test(file.name)) return file;
	const now = new Date();
	const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
	const name = `截图${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}-${two(now.getHours())}${two(now.getMinutes())}${two(now.getSeconds())}`;

	return new File([file], `${name}.${file.name.split('.').pop()}`, { type: file.type });
}
