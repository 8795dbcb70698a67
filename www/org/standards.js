// @ts-check
/**
 * The catalogue of standards: five categories of branches, five of members, each with the clause it
 * comes from and what it is seen by. Gaps of the source are shown, never guessed. Every version stays
 * readable; a draft shows how it differs from the one before, and is edited here.
 */
import { html, nothing, render } from 'lit-html';
import { call } from '../common/call.js';
import { dayText, timeText } from '../common/date.js';
import { ask } from '../common/dialog.js';
import { frame } from '../common/frame.js';
import { joined, tag } from '../common/light.js';
import { begin } from '../common/start.js';
import { load, say } from '../common/state.js';
import { table } from '../common/table.js';
import { addStandard, copyVersion, editStandard, removeStandard, SEEN_BY } from './standard-edit.js';

/** @typedef {import('./rules-api.js').Catalogue} Catalogue */
/** @typedef {import('./rules-api.js').Standard} Standard */
/** @typedef {import('./rules-api.js').PastStandard} PastStandard */
/** @typedef {{version: string, unit: string, edit: boolean, diff: boolean, seen: string}} View what the address says */

const FOR = { branch: '支部五好', member: '党员五好' };

/** @returns {View} */
function viewOfAddress() {
	const query = new URLSearchParams(location.search);
	const digits = (/** @type {string} */ name) => (/^[1-9]\d{0,8}$/.test(query.get(name) || '') ? query.get(name) || '' : '');
	const seen = query.get('seen') || '';

	return { version: digits('version'), unit: digits('unit'), edit: query.has('edit'), diff: query.has('diff'), seen: seen in SEEN_BY ? seen : '' };
}

/** @param {Partial<View>} view */
function addressOf(view) {
	const query = new URLSearchParams();

	if (view.version) query.set('version', view.version);
	if (view.unit) query.set('unit', view.unit);
	if (view.edit) query.set('edit', '1');
	if (view.diff) query.set('diff', '1');
	if (view.seen) query.set('seen', view.seen);
	return `/console/org/standards${query.toString() ? `?${query}` : ''}`;
}

/** @param {HTMLElement} root */
async function standards(root) {
	/** @param {string} name */
	const place = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-place="${name}"]`));
	/** @type {Catalogue} */
	let answer;
	/** What was loaded: another version or unit is another answer. */
	let loaded = '';
	const draw = () => {
		const view = viewOfAddress();
		render(mark(answer), place('mark'));
		render(verbs(answer, view), place('verbs'));
		render(about(answer), place('about'));
		render(filter(answer, view, choose), place('filter'));
		return list(answer, view, act);
	};
	const redraw = () => render(draw(), place('list'));
	const open = () => {
		const { version, unit } = viewOfAddress();
		if (loaded === `${version} ${unit}`) return redraw();
		return load(place('list'), async () => {
			const query = [version && `version=${version}`, unit && `unit=${unit}`].filter(Boolean).join('&');
			answer = await call('GET', `/api/org/standards${query ? `?${query}` : ''}`);
			loaded = `${version} ${unit}`;
		}, draw, 8);
	};
	/** @param {MouseEvent} event */
	const choose = (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		history.pushState(null, '', /** @type {HTMLAnchorElement} */ (event.currentTarget).href);
		open();
	};
	/** Does one thing in a dialog and shows what became of it. @param {(take: (fresh: Catalogue) => void) => Promise<string | null>} asked */
	const act = async (asked) => {
		const told = await asked((fresh) => { answer = fresh; });
		if (!told) return;
		redraw();
		say(told);
	};
	/** @param {Catalogue} now @param {View} view */
	const verbs = (now, view) => html`
		${now.may_copy ? html`<button class="btn" type="button" @click=${() => act(async (take) => {
			const done = await copyVersion(now, (fresh) => {
				take(fresh);
				loaded = `${fresh.catalogue.version} `;
				history.pushState(null, '', addressOf({ version: String(fresh.catalogue.version), edit: true }));
			});
			return done ? '新的一版是草稿，改好后请另一位经办人核定' : null;
		})}>新建一版</button>` : nothing}
		${now.may_edit ? html`<a class="btn" @click=${choose}
			href=${addressOf({ ...view, edit: !view.edit })}>${view.edit ? '改完了' : '修改'}</a>` : nothing}
		${now.may_confirm && !view.edit ? html`<button class="btn" type="button"
			@click=${() => act(confirm)}>按现行文件核定</button>` : nothing}`;
	/** @param {(fresh: Catalogue) => void} take */
	const confirm = async (take) => {
		const sure = '请对照现行文件看过每一条。核定后“样本”两字去掉，核定人和时间会记下，这一版不能再改。现在核定吗？';
		const done = await ask({ title: '核定标准', text: sure, yes: '核定' }, async () => {
			take(await call('POST', '/api/org/standards/confirm', { version: answer.catalogue.version }));
		});
		return done ? '已核定' : null;
	};

	window.addEventListener('popstate', open);
	await open();
}

/** @param {Catalogue} answer */
function mark({ catalogue }) {
	return catalogue.confirmed ? tag(`${dayText(catalogue.confirmed)}核定`, 'ok')
		: tag(catalogue.mark || '样本，待工委按现行文件核定', 'warn');
}

/** Which version this is, on what paper, and which others there are. @param {Catalogue} answer */
function about({ catalogue, versions, unit, may_edit: mayEdit, may_confirm: mayConfirm }) {
	const facts = joined([`第${catalogue.version}版`, catalogue.campaign ? `用于${catalogue.campaign}` : null,
		catalogue.basis ? `依据：${catalogue.basis}` : null, catalogue.confirmed_by ? `${catalogue.confirmed_by}核定` : null]);

	return html`
		${unit ? html`<p class="note act said-first">只列${unit.short_name}要对照的标准。
			<a href=${addressOf({ version: String(catalogue.version) })}>看全部</a></p>` : nothing}
		${mayEdit && !mayConfirm ? html`<p class="note said-first">最后修改的是您，要请另一位经办人核定。</p>` : nothing}
		${versions.length > 1 || catalogue.campaign ? html`<p class="muted about-version">${facts}</p>` : nothing}
		${versions.length > 1 ? html`<nav class="row filter" aria-label="换一版">${versions.map((version) => html`<a class="chip"
			href=${addressOf({ version: version.in_force ? '' : String(version.version) })}
			aria-current=${version.version === catalogue.version ? 'true' : nothing}>第${version.version}版${version.campaign
				? html`<span class="gap">${version.campaign}</span>` : nothing}<span class="gap muted">${version.in_force ? '现行'
				: version.confirmed ? '以前' : '草稿'}</span></a>`)}</nav>` : nothing}`;
}

/** @param {Catalogue} answer @param {View} view @param {(event: MouseEvent) => void} choose */
function filter({ rows, past }, view, choose) {
	const known = Object.keys(SEEN_BY).filter((by) => rows.some((row) => row.seen_by === by));
	const differ = rows.filter((row) => row.change).length + past.gone.length;
	/** @param {Partial<View>} to @param {string} label @param {number} count @param {boolean} here */
	const chip = (to, label, count, here) => html`<a class="chip" @click=${choose}
		href=${addressOf({ ...view, seen: '', diff: false, ...to })}
		aria-current=${here ? 'true' : nothing}>${label}<span class="gap num">${count}</span></a>`;

	return html`<nav class="row filter" aria-label="按怎么看来挑">
		${chip({}, '全部', rows.length, !view.seen && !view.diff)}
		${known.map((by) => chip({ seen: by }, SEEN_BY[by], rows.filter((row) => row.seen_by === by).length, view.seen === by))}
		${differ ? chip({ diff: true }, '和上一版不同', differ, view.diff) : nothing}
	</nav>`;
}

/** @typedef {(asked: (take: (fresh: Catalogue) => void) => Promise<string | null>) => void} Act */

/** @param {Catalogue} answer @param {View} view @param {Act} act */
function list(answer, view, act) {
	const rows = answer.rows.filter((row) => (!view.seen || row.seen_by === view.seen) && (!view.diff || row.change));
	const editing = view.edit && answer.may_edit;

	return html`${part('branch', rows, answer, editing, act)}${part('member', rows, answer, editing, act)}
		${view.seen ? nothing : gone(answer.past.gone)}
		${editing || view.diff ? edits(answer) : nothing}`;
}

/** @param {'branch' | 'member'} whose @param {Standard[]} rows @param {Catalogue} answer @param {boolean} editing @param {Act} act */
function part(whose, rows, answer, editing, act) {
	const mine = rows.filter((row) => row.for === whose);
	const categories = Array.from(new Set(mine.map((row) => row.category)));

	if (!mine.length) return nothing;
	return html`<section class="part" aria-labelledby=${whose}>
		<h2 id=${whose}>${FOR[whose]}<span class="muted">${mine.length}条</span></h2>
		<div class="card categories">${categories.map((category) => {
			const own = mine.filter((row) => row.category === category);
			return html`<section class="category">
				<div><h3>${category}</h3>${editing ? html`<button class="btn small" type="button" aria-label="加一条到“${category}”"
					@click=${() => act((take) => addStandard(answer, own[0], take))}>加一条</button>` : nothing}</div>
				<ul>${own.map((row) => standard(row, answer, editing, act))}</ul>
			</section>`;
		})}</div>
	</section>`;
}

/** @param {Standard} row @param {Catalogue} answer @param {boolean} editing @param {Act} act */
function standard(row, answer, editing, act) {
	return html`<li class="standard" id=${row.code}>
		<span class="number num">${row.code}</span>
		<div>
			<p>${marked(row.text)}${row.change ? html`<span class="gap">${tag(row.change === 'new' ? '新增' : '有改动', 'act')}</span>` : nothing}</p>
			<p class="muted">出处：${row.clause}</p>
			${row.kinds.length || row.sectors.length ? html`<p class="muted">只对：${forWhom(row, answer)}</p>` : nothing}
			${row.gap ? html`<p class="gap-said">${row.gap}</p>` : nothing}
			${row.was ? was(row, answer) : nothing}
			${editing ? html`<p class="row"><button class="btn small" type="button" aria-label="修改${row.code}"
				@click=${() => act((take) => editStandard(answer, row, take))}>修改</button>
				<button class="btn small" type="button" aria-label="去掉${row.code}"
				@click=${() => act((take) => removeStandard(answer, row, take))}>去掉</button></p>` : nothing}
		</div>
		<span class="seen">${SEEN_BY[row.seen_by] || row.seen_by}</span>
	</li>`;
}

/** For which kinds and sectors alone. @param {import('./rules-api.js').StandardFacts} facts @param {Catalogue} answer */
function forWhom(facts, answer) {
	const kinds = facts.kinds.map((kind) => (answer.kinds.find((one) => one.kind === kind) || { label: kind }).label);

	return [kinds.join('、'), facts.sectors.join('、')].filter(Boolean).join('；') || '所有单位';
}

/** What an edited standard said in the version before; what is the same is left out. @param {Standard} row @param {Catalogue} answer */
function was(row, answer) {
	const before = /** @type {import('./rules-api.js').StandardFacts} */ (row.was);
	const lines = [
		before.text !== row.text ? before.text : null,
		before.clause !== row.clause ? `出处：${before.clause}` : null,
		before.seen_by !== row.seen_by ? SEEN_BY[before.seen_by] : null,
		forWhom(before, answer) !== forWhom(row, answer) ? `只对：${forWhom(before, answer)}` : null,
		before.gap !== row.gap ? before.gap || '没有标原文空缺' : null,
	].filter(Boolean);

	return html`<p class="was">上一版：${lines.join('；')}</p>`;
}

/** @param {PastStandard[]} rows */
function gone(rows) {
	if (!rows.length) return nothing;
	return html`<section class="part" aria-labelledby="gone">
		<h2 id="gone">上一版有，这一版去掉的<span class="muted">${rows.length}条</span></h2>
		<div class="card"><ul class="list">${rows.map((row) => html`<li class="gone"><span class="number num">${row.code}</span> ${row.text}</li>`)}</ul></div>
	</section>`;
}

/** @param {Catalogue} answer */
function edits({ past }) {
	if (!past.edits.length) return nothing;
	return html`<section class="part" aria-labelledby="edits">
		<h2 id="edits">改过的记录</h2>
		<div class="card">${table('改过的记录', [
			{ head: '哪一条', lead: true, cell: (row) => row.code || '整版' },
			{ head: '理由', cell: (row) => row.reason },
			{ head: '谁改的', cell: (row) => row.name },
			{ head: '时间', cell: (row) => timeText(row.at) },
		], past.edits)}</div>
	</section>`;
}

/** The gaps of the source stand out in its text. @param {string} text */
function marked(text) {
	return text.split(/(【原文空缺】|（原文有缺字）)/).map((piece, i) => i % 2
		? html`<mark class="gap-mark">${piece}</mark>` : piece);
}

begin({ frame, standards });
