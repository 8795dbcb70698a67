<?php
// The same work by php-fpm: the form from its file; a GET as begin, enter, verb, commit on a kept
// connection; an answer as one statement and a page.
$folder = getenv('PEER_RUN');
$path = $_SERVER['DOCUMENT_URI'];
header('Referrer-Policy: same-origin');
header('X-Content-Type-Options: nosniff');
header('X-Frame-Options: DENY');
header('Cache-Control: no-cache');
header("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");

function connection(string $folder, string $word) {
	return pg_pconnect("host=$folder user=wuhao_$word dbname=wuhao");
}

function read(string $folder, string $verb, string $call, array $values): void {
	$connection = connection($folder, explode('.', $verb)[0]);
	pg_query($connection, 'begin');
	pg_query_params($connection, 'select session.enter($1, $2, null, null, null, true)', [$_COOKIE['session'], $verb]);
	$found = pg_fetch_row(pg_query_params($connection, "select $call", $values));
	pg_query($connection, 'commit');
	header('Content-Type: application/json');
	echo $found[0];
}

function literals(array $list): string {
	return '{' . implode(',', array_map(fn ($one) => '"' . addcslashes($one, '"\\') . '"', $list)) . '}';
}

if ($path === '/form') {
	header('Content-Type: text/html; charset=utf-8');
	header('Content-Encoding: gzip');
	readfile(getenv('PEER_FORM'));
} elseif ($path === '/report.home') {
	read($folder, 'report.home', 'report.home()', []);
} elseif ($path === '/org.unit') {
	read($folder, 'org.unit', 'org.unit(unit => $1)', [$_GET['unit']]);
} elseif ($path === '/survey.rounds') {
	read($folder, 'survey.rounds', 'survey.rounds()', []);
} elseif ($path === '/survey.templates') {
	read($folder, 'survey.templates', 'survey.templates()', []);
} else {
	[, , $mark, $code] = explode('/', $path);
	$names = [];
	$values = [];
	foreach (explode('&', file_get_contents('php://input')) as $pair) {
		[$name, $value] = array_map('urldecode', explode('=', $pair, 2));
		if ($name[0] === 'q') {
			$names[] = $name;
			$values[] = $value;
		}
	}
	$part = fn ($text) => pack('N', strlen($text)) . $text;
	$found = pg_fetch_row(pg_query_params(connection($folder, 'ballot'),
		'select ballot.answer(mark => $1, card => $2, key => null, unit => $3, names => $4, fields => $5, pressure => $6)',
		[$mark, '\x' . hash('sha256', $part('wuhao card') . $part($code)), $_POST['unit'], literals($names), literals($values),
			($_POST['pressure'] ?? '') === '1' ? 'true' : 'false']));
	$counted = json_decode($found[0]);
	header('Content-Type: text/html; charset=utf-8');
	echo '<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>谢谢</title><style>', str_repeat('a', 6000),
		"</style><h1>谢谢，已经收到</h1><p>$counted->office：$counted->title，{$counted->publish_by}在{$counted->publish_where}公布。</p>";
}
