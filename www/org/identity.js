// @ts-check
/** One member by the whole identity number, where numbers are kept: for what comes first, and each try is written down. */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { clearErrors, onSubmit } from '../common/form.js';
import { frame } from '../common/frame.js';
import { begin } from '../common/start.js';
import { failed, loading } from '../common/state.js';
import { line } from './parts/fields.js';
import { purposeField, purposeOf } from './parts/purpose.js';

/** @param {HTMLElement} root */
async function identity(root) {
	const place = /** @type {HTMLElement} */ (root.querySelector('[data-place="page"]'));
	const read = async () => {
		try {
			form(place, (await call('GET', '/api/org/identity')).purposes);
		} catch (error) {
			render(html`${head}${failed(error, read)}`, place);
		}
	};

	place.textContent = '';
	render(loading(4), place);
	await read();
}

const head = html`<nav aria-label="所在位置"><ol class="path"><li><a href="/console/org">组织</a></li></ol></nav>
	<div class="head"><h1>按身份证号找党员</h1></div>`;

/** @param {HTMLElement} place @param {string[]} purposes */
function form(place, purposes) {
	/** @param {string} said */
	const draw = (said) => render(html`${head}<div class="card"><form class="form narrow" autocomplete="off">
			<div data-summary tabindex="-1"></div>
			<p class="muted">18位全都对上才找得到。会记下：谁、什么时候、做什么用；找到的党员登录后看得到。</p>
			${line('identity', '身份证号', { most: 20 })}
			${purposeField(purposes)}
			<div class="form-end"><button class="btn primary" type="submit">找这名党员</button></div>
			<div role="status">${said ? html`<p class="note warn">${said}</p>` : nothing}</div>
		</form></div>`, place);

	draw('');
	const box = /** @type {HTMLFormElement} */ (place.querySelector('form'));
	onSubmit(box, async (fields) => {
		const purpose = purposeOf(box, fields);
		if (!purpose) return;
		clearErrors(box);
		draw('');
		const { person } = await call('POST', '/api/org/identity/find', { identity: fields.identity, purpose }, { keyless: true });
		if (person) location.assign(`/console/org/person/${person}`);
		else draw('没有找到。号码没有登记，或者这名党员不在您的范围里。');
	});
}

begin({ frame, identity });
