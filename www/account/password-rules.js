// @ts-check
/** What the page can say of a new password at once; the program judges again and knows more. */

const LEAST = 12;

/**
 * @param {string} password @param {string} again
 * @param {string} [name] of the field
 * @returns {{field: string, detail: string}[]}
 */
export function checkNew(password, again, name = 'password') {
	const length = Array.from(password).length;

	if (!password) return [{ field: name, detail: '新密码没有填。' }];
	if (length < LEAST) {
		return [{ field: name, detail: `新密码至少${LEAST}位，现在${length}位。` }];
	}
	if (password !== again) return [{ field: 'again', detail: '两遍写得不一样，请再写一遍。' }];
	return [];
}
