// @ts-check
/** The form as it is read: its sentences, its variants, its weight, and that file and program draw the same. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { start } from '../../common/installation.mjs';
import { repository } from '../../common/process.mjs';
import { ask, Box, words } from '../citizen.mjs';

/** @type {import('../../common/installation.mjs').Installation} */
let house;
/** @type {Box} */
let box;
before(async () => {
	house = await start();
	box = await Box.fill(house);
});
after(async () => {
	await box.empty();
	await house.stop();
});

const promises = {
	card: '谁抽了哪张卡，没有记录。卡片打乱后随手抽。答卷上没有姓名、电话、网络地址和提交时间。您用的网络可能有上网记录，这个我们管不了；不放心，可以换一台设备填。谁都无权问您填了什么，也无权看着您填。',
	open: '不用登记，谁都可以填。答卷上没有姓名、电话、网络地址和提交时间。您用的网络可能有上网记录，这个我们管不了。这里的结果单独列出，用来发现问题，不作考评依据。谁都无权问您填了什么，也无权看着您填。',
};
const always = [
	'市直机关工委三季度群众满意度测评', '为什么可以放心', '一、卡号和答卷分开存放，封存后对不上号。', '二、回答不到5份的单位，结果不显示。',
	'三、测评没有结束，谁也看不到结果。', '四、我们管不了的：网络公司或单位的上网记录，旁边有人看着，您自己写出的姓名和经过。',
	'这里不收钱，不要身份证号和验证码，不用下载。网址以wuhao.example.cn开头才是真的。', '前公布在政务大厅公示栏。意见多的问题会列入整改，整改后再问大家。', '大字版',
];
const asked = ['选一项', '请不要写姓名、电话和太具体的经过，以免别人认出您。', '（可以不写）', '（必答）', '有人要求我这样填，或看着我填', '只统计有多少人勾选', '您写的只留在这个页面，关掉就没有了。', '提交'];

/** @param {string} html @param {string[]} sentences */
function says(html, sentences) {
	const text = words(html);
	for (const sentence of sentences) assert.ok(text.includes(sentence), `the page doesn't say: ${sentence}`);
}

/** In the order of words.md 2. @param {string} html @param {string[]} sentences */
function saysInOrder(html, sentences) {
	says(html, sentences);
	const places = sentences.map((sentence) => words(html).indexOf(sentence));
	assert.deepEqual(places, [...places].sort((a, b) => a - b), 'out of order');
}

test('a card\'s form says who asks, how long, until when, what is promised, and asks', async () => {
	const { status, text } = await ask(house, box.address('card', box.code('card')));
	assert.equal(status, 200);
	says(text, [...always, promises.card, ...asked, '不动产登记窗口，这三个月办事怎么样？', '登记中心党支部', '一共6题，大约2分钟。每张卡只能用一次。', '前都可以填。',
		'1.总的来说，您对不动产登记窗口的服务满意吗？', '5.最该改的是什么？最多选3项', '提交后会给您一个回执，可以查这张卡算进去没有。']);
	saysInOrder(text, ['市直机关工委', '不动产登记窗口，', '一共6题', promises.card, '这里不收钱', '1.总的来说', '6.还想说什么？', '有人要求我这样填', '提交后会给您一个回执']);
	assert.doesNotMatch(words(text), /这里不发回执|换一个单位|开始填|被满意|落后|差评|用户|非法|排名/);
});

test('a poster\'s form promises what a poster can', async () => {
	const { text } = await ask(house, box.address('open'));
	says(text, [...always, promises.open, ...asked, '一共6题，大约2分钟。', '前都可以填，填一次就行。', '这里不发回执。']);
	assert.doesNotMatch(words(text), /谁抽了哪张卡|每张卡|给您一个回执/);
});

test('a form about several units first lets one be chosen, in official order', async () => {
	const { text } = await ask(house, box.address('several'));
	says(text, [...always, promises.card, '这几个单位办事怎么样？请您说一说', '选一项', '不动产登记窗口登记中心党支部社保“一站”<大厅>社保中心党支部', '开始填']);
	assert.doesNotMatch(text, /name="q1"/);
	assert.doesNotMatch(text, /<大厅>/, 'a unit\'s name is text, not markup');
});

test('units of the grassroots are asked in their own words; a long matrix goes on in a second block', async () => {
	const { text } = await ask(house, box.address('grassroots'));
	says(text, ['社保“一站”<大厅>，这三个月服务基层怎么样？', '总的来说，贵单位对社保“一站”<大厅>服务基层满意吗？', '2.这几方面满意吗？（续）']);
	const blocks = text.split('class="question matrix"').slice(1).map((block) => block.split('class="row"').length - 1);
	assert.deepEqual(blocks, [7, 2], 'seven rows a block at most');
});

test('before its time, after it and void a form says so and asks nothing', async () => {
	for (const [mark, sentences] of /** @type {const} */ ([
		['soon', ['还没有开始', '开始。卡片请收好，到时再填。']],
		['closed', ['这次测评已经结束', '截止。结果', '前公布在政务大厅公示栏。急事请打0512-12345。']],
		['voided', ['这次测评已作废', '原因：卡片<印>错了。收到的意见不再使用。']],
	])) {
		const { status, text } = await ask(house, box.address(mark));
		assert.equal(status, 200, mark);
		says(text, [...sentences]);
		assert.doesNotMatch(text, /<form|您写的没有交上去/, mark);
	}
});

test('large type and a counter\'s device are variants of one form, without JavaScript', async () => {
	for (const [query, variant, other, size] of /** @type {const} */ ([['', '', '?big', '大字版'], ['?big', 'big', '?', '普通版'],
		['?counter', 'counter', '?big&amp;counter', '大字版'], ['?big&counter', 'big.counter', '?counter', '普通版'], ['?counter&big', 'big.counter', '?counter', '普通版']])) {
		const { text } = await ask(house, box.address('open') + query);
		assert.match(text, variant.includes('big') ? /^<!doctype html>\n<html lang="zh-CN" class="elder">/ : /^<!doctype html>\n<html lang="zh-CN">/, query);
		assert.ok(text.includes(`name="v" value="${variant}"`), query);
		assert.ok(text.includes(`href="${other}">${size}</a>`), query);
		assert.equal(text.includes('id="keep"'), !variant.includes('counter'), 'a counter\'s device keeps no draft');
	}
});

test('a file says the same as the program, byte for byte, and the keeper\'s files are whole', async () => {
	const folder = join(house.facts.home, 'forms');
	const drawn = new Map();
	for (const query of ['', '?big', '?counter', '?big&counter']) drawn.set(query, (await ask(house, box.address('card') + query)).text);
	assert.ok(!existsSync(join(folder, `${box.marks.card}.html`)), 'no file yet: the program drew it');
	const done = await box.writeForms(box.marks.card, box.marks.several);
	assert.equal(done.code, 0, done.output);
	for (const [query, name] of /** @type {const} */ ([['', ''], ['?big', '.big'], ['?counter', '.counter'], ['?big&counter', '.big.counter']])) {
		const file = readFileSync(join(folder, `${box.marks.card}${name}.html`));
		assert.equal(file.toString(), drawn.get(query), `the file ${name}`);
		assert.deepEqual(gunzipSync(readFileSync(join(folder, `${box.marks.card}${name}.html.gz`))), file, 'its .gz');
		assert.equal((await ask(house, box.address('card') + query)).text, drawn.get(query), 'and what nginx serves');
	}
	assert.deepEqual(readdirSync(folder).filter((name) => name.startsWith(`.${box.marks.card}`)), [], 'nothing half written is left');
	assert.notEqual((await box.writeForms('zzzzzzzz')).code, 0, 'a mark that isn\'t there is a failure');
	for (const name of readdirSync(folder).filter((each) => each.startsWith(box.marks.card) || each.startsWith(box.marks.several)))
		await house.psql(`\\! rm -f ${join(folder, name)}`);
});

test('all of it weighs less than 30 KiB, in one request without JavaScript', async () => {
	const page = await ask(house, box.address('card'));
	const script = readFileSync(join(house.facts.home, 'house/build/www/assets/ballot/form.js'));
	assert.ok(gzipSync(page.text).length + gzipSync(script).length < 30 * 1024);
	const loaded = [...page.text.matchAll(/(?:src|href|action)="([^"]*)"/g)].map((match) => match[1]).filter((address) => !/^[#?]/.test(address));
	assert.deepEqual(loaded, ['data:,', '/assets/ballot/form.js']);
	const policy = String(page.headers['content-security-policy']);
	const style = /<style>([^]*?)<\/style>/.exec(page.text)?.[1] ?? '';
	assert.ok(policy.includes(`'sha256-${createHash('sha256').update(style).digest('base64')}'`), 'the policy names its style');
	assert.doesNotMatch(policy, /unsafe/);
	assert.doesNotMatch(page.text, / style=| on[a-z]+="|<script>/);
	assert.equal(readFileSync(join(repository, 'www/ballot/form.css'), 'utf8'), style);
});

test('an address that stands for nothing is a page with a way out', async () => {
	for (const path of ['/s/zzzzzzzz', '/s/zzzzzzzz-ABCD', '/s/nothing', '/s/a/b']) {
		const { status, text } = await ask(house, path);
		assert.equal(status, 404, path);
		says(text, ['没有找到']);
		assert.match(text, /href="\/s\/"/, path);
	}
});
