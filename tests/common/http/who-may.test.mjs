// @ts-check
/**
 * Who may do what, at every route of every program, by everybody: nobody, somebody whose session ended, and each role of the
 * demonstration. The table is read beside sql/rules.sql and the steps of a round; a route without a line fails.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inFours, makeCode } from '../../ballot/citizen.mjs';
import { assertProblem, Browser, signedIn } from '../client.mjs';
import { start } from '../installation.mjs';
import { newcomer } from '../people.mjs';
import { addressOf, isTransfer, nameOf, routesOf, transfer } from '../routes.mjs';
import { bare, missing, open as hidesNothing, thingOf, witness } from '../unseen.mjs';

/** @typedef {import('../routes.mjs').Route} Route */

const roles = ['nobody', 'ended', 'officer', 'inspector', 'reviewer', 'secretary', 'member', 'system-admin', 'security-admin', 'audit-admin',
	'neighbour', 'inferior'];

/** @type {import('../installation.mjs').Installation} */
let house;
/** @type {Route[]} */
let routes;
/** @type {Map<string, Browser>} */
const people = new Map();
/** @type {Record<string, string>} what the lines' words stand for */
const things = {};
let lastResponsibility = '';

/**
 * route | values of the path and query | body | what each answers, in the order of `roles`.
 * The officer and the inspector sit at the top, the reviewer at an agency committee, secretary and member at one of its branches
 * (`own`); `hidden` is a branch of another agency. The rounds are about `own` too, but stand at the top. The neighbour is secretary of the
 * branch beside `own`, the inferior of a group below it: where a line has no columns for these two, it says 404 for both if it names a
 * thing of `own`'s, else what the secretary gets. `"$unit=hidden"` in a body is that unit's id.
 */
const table = `
GET /account/help                  |                |                              | 200 200  200 200 200 200 200  200 200 200
GET /account/me                    |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /account/sessions              |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /account/session/{session}/end | session=strange | {}                         | 401 401  404 404 404 404 404  404 404 404
POST /account/login                |                | {"login":"nobodyhere","password":"x"} | 401 401  401 401 401 401 401  401 401 401
GET /account/oidc/start            |                |                              | 404 404  404 404 404 404 404  404 404 404
GET /account/oidc/back             | ?state=x       |                              | 200 200  200 200 200 200 200  200 200 200
GET /account/oidc/enter            | ?state=x       |                              | 401 401  401 401 401 401 401  401 401 401
POST /account/first                |                | {"code":"0000-0000-0000-0000","password":"long enough for it"} | 422 422  422 422 422 422 422  422 422 422
POST /account/password             |                | {"old":"x","new":"long enough for it"} | 401 401  422 422 422 422 422  422 422 422
GET /account/mine                  |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /account/second/confirm       |                | {"code":"123456"}            | 401 401  409 409 409 409 409  409 409 409
POST /account/second/codes         |                | {"code":"123456"}            | 401 401  409 409 409 409 409  409 409 409
POST /account/second/off           |                | {"password":"x","code":"123456"} | 401 401  409 409 409 409 409  409 409 409
POST /account/second               |                | {}                           | 401 401  200 200 200 200 200  200 200 200
GET /account/colleagues            | ?seat=99999999, q=x |                              | 401 401  404 404 404 404 404  404 404 404
GET /account/colleagues            | ?seat=theirs, q=x |                              | 401 401  404 404 404 404 404  404 404 404
POST /account/deputies             |                | {"seat":99999999,"deputy":1,"since":"2099-01-01","until":"2099-01-02","reason":"休假"} | 401 401  404 404 404 404 404  404 404 404
POST /account/deputies             |                | {"seat":"$seat=theirs","deputy":"$account=admin","since":"2099-01-01","until":"2099-01-02","reason":"休假"} | 401 401  404 404 404 404 404  404 404 404
POST /account/deputies/{delegation}/end | delegation=99999999 | {}                           | 401 401  404 404 404 404 404  404 404 404
POST /account/deputies/{delegation}/end | delegation=strange | {}                           | 401 401  404 404 404 404 404  404 404 404
GET /account/accounts              |                |                              | 401 401  403 403 403 403 403  200 200 200
GET /account/accounts              | ?unit=own      |                              | 401 401  403 403 403 403 403  200 200 200  403 403
GET /account/choices               |                |                              | 401 401  403 403 403 403 403  200 200 200
GET /account/accounts/{account}    | account=own    |                              | 401 401  403 403 403 403 403  200 200 200  403 403
GET /account/accounts/{account}    | account=99999999 |                              | 401 401  403 403 403 403 403  404 404 404
GET /account/candidates            | ?unit=own      |                              | 401 401  403 403 403 403 403  200 403 403  403 403
POST /account/accounts             |                | {"people":[]}                | 401 401  403 403 403 403 403  422 403 403
POST /account/accounts/{account}/disable | account=99999999 | {}                           | 401 401  403 403 403 403 403  404 403 403
POST /account/accounts/{account}/disable | account=admin  | {}                           | 401 401  403 403 403 403 403  409 403 403
POST /account/accounts/{account}/enable | account=99999999 | {}                           | 401 401  403 403 403 403 403  404 403 403
POST /account/accounts/{account}/enable | account=admin  | {}                           | 401 401  403 403 403 403 403  409 403 403
POST /account/accounts/{account}/rename | account=99999999 | {"name":"换名","login":"other"} | 401 401  403 403 403 403 403  404 403 403
POST /account/accounts/{account}/rename | account=admin  | {"name":"换名","login":"other"} | 401 401  403 403 403 403 403  409 403 403
POST /account/accounts/{account}/sign-in | account=99999999 | {"sign_in":"ldap","subject":"x"} | 401 401  403 403 403 403 403  404 403 403
POST /account/accounts/{account}/sign-in | account=admin  | {"sign_in":"ldap","subject":"x"} | 401 401  403 403 403 403 403  409 403 403
POST /account/accounts/{account}/reset-second | account=99999999 | {}                           | 401 401  403 403 403 403 403  404 403 403
POST /account/accounts/{account}/reset-second | account=admin  | {}                           | 401 401  403 403 403 403 403  409 403 403
POST /account/slips                |                | {"accounts":[99999999]}      | 401 401  403 403 403 403 403  404 403 403
POST /account/slips                |                | {"accounts":["$account=admin"]} | 401 401  403 403 403 403 403  409 403 403
POST /account/accounts/{account}/roles | account=99999999 | {"role":"member","unit":1,"since":"2099-01-01","basis":"试"} | 401 401  403 403 403 403 403  403 404 403
POST /account/accounts/{account}/roles | account=admin  | {"role":"secretary","unit":"$unit=hidden","since":"2099-01-01","basis":"试"} | 401 401  403 403 403 403 403  403 409 403
POST /account/roles/{seat}/end     | seat=99999999  | {}                           | 401 401  403 403 403 403 403  403 404 403
POST /account/roles/{seat}/end     | seat=admin     | {}                           | 401 401  403 403 403 403 403  403 409 403
GET /account/holders               | ?unit=own, post=secretary, role=secretary |                              | 401 401  403 403 403 403 403  403 200 403  403 403
POST /account/roles                |                | {"unit":1,"post":"secretary","role":"audit","accounts":[1],"since":"2099-01-01","basis":"试"} | 401 401  403 403 403 403 403  403 422 403
POST /account/roles                |                | {"unit":"$unit=hidden","post":"secretary","role":"secretary","accounts":["$account=admin"],"since":"2099-01-01","basis":"试"} | 401 401  403 403 403 403 403  403 409 403
GET /account/audit                 |                |                              | 401 401  403 403 403 403 403  403 403 200
GET /account/audit/words           |                |                              | 401 401  403 403 403 403 403  403 403 200
GET /account/audit.csv             |                |                              | 401 401  403 403 403 403 403  403 403 200
GET /account/audit.xlsx            |                |                              | 401 401  403 403 403 403 403  403 403 200
POST /account/audit/verify         |                | {}                           | 401 401  403 403 403 403 403  403 403 200
GET /org/tree                      |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/tree                      | ?unit=own      |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /org/tree                      | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200
GET /org/find                      | ?q=党支部      |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/unit/{unit}               | unit=top       |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/unit/{unit}               | unit=own       |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /org/unit/{unit}               | unit=hidden    |                              | 401 401  200 200 404 404 404  200 200 200
GET /org/tree                      | ?day=2025-01-01 |                             | 401 401  200 200 200 200 200  200 200 200
GET /org/unit/{unit}               | unit=former    |                              | 401 401  200 200 404 404 404  200 200 200
POST /org/unit/{unit}/create       | unit=top       | {"kind":"branch","full_name":"甲","short_name":"甲","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 403 403 403  403 403 403
POST /org/unit/{unit}/create       | unit=own       | {"kind":"group","full_name":"甲","short_name":"甲","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/unit/{unit}/create       | unit=hidden    | {"kind":"group","full_name":"甲","short_name":"甲","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/rename       | unit=own       | {"kind":"branch","full_name":"甲","short_name":"甲","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/rename       | unit=hidden    | {"kind":"branch","full_name":"甲","short_name":"甲","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/move         | unit=own       | {"superior":9999999,"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/move         | unit=hidden    | {"superior":9999999,"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/move         | unit=own       | {"superior":"$unit=hidden","effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/split        | unit=own       | {"parts":[],"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/split        | unit=hidden    | {"parts":[],"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/split        | unit=own       | {"parts":[{"full_name":"甲","short_name":"甲","members":["$person=hidden"],"units":["$unit=hidden"]}],"effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/merge        | unit=own       | {"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/merge        | unit=hidden    | {"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/merge        | unit=own       | {"target":"$unit=hidden","effective_on":"2000-01-01","basis":"试"} | 401 401  409 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/merge        | unit=own       | {"units":["$unit=hidden"],"effective_on":"2000-01-01","basis":"试"} | 401 401  409 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/dissolve     | unit=own       | {"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/dissolve     | unit=hidden    | {"effective_on":"2099-01-01","basis":"试"} | 401 401  422 403 404 404 404  403 403 403
POST /org/unit/{unit}/dissolve     | unit=own       | {"units_to":"$unit=hidden","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
POST /org/unit/{unit}/dissolve     | unit=own       | {"members_to":"$unit=hidden","effective_on":"2000-01-01","basis":"试"} | 401 401  422 403 422 403 403  403 403 403  404 403
GET /org/changes                   |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /org/change/{change}/withdraw | change=9999999 | {}                           | 401 401  404 404 404 404 404  404 404 404
POST /org/change/{change}/withdraw | change=hidden  | {}                           | 401 401  409 409 404 404 404  404 404 404
POST /org/change/{change}/apply    | change=9999999 | {}                           | 401 401  404 404 404 404 404  404 404 404
POST /org/change/{change}/apply    | change=hidden  | {}                           | 401 401  409 409 404 404 404  404 404 404
GET /org/kinds                     |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /org/kinds                    |                | {"label":"党支部","official_order":9,"has_roster":true,"has_standards":true,"stands_under":["committee"],"ordered_by":"officer","powers":[]} | 401 401  422 403 403 403 403  403 403 403
POST /org/kind/{kind}              | kind=nothing   | {"label":"甲","official_order":9,"has_roster":true,"has_standards":true,"stands_under":["committee"],"ordered_by":"officer","powers":[]} | 401 401  404 403 403 403 403  403 403 403
POST /org/sectors                  |                | {"sector":"综合管理"}        | 401 401  422 403 403 403 403  403 403 403
POST /org/sectors/rename           |                | {"sector":"没有","name":"甲"} | 401 401  422 403 403 403 403  403 403 403
POST /org/sectors/order            |                | {"sectors":[]}               | 401 401  422 403 403 403 403  403 403 403
GET /org/members/{unit}            | unit=own       |                              | 401 401  200 200 200 200 403  403 403 403  404 403
POST /org/members/{unit}           | unit=own       | {"name":"某","state":"left","joined_on":"2020-01-01"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/members/{unit}           | unit=hidden    | {"name":"某","state":"left","joined_on":"2020-01-01"} | 401 401  422 403 404 404 404  403 403 403
POST /org/members/{unit}           | unit=top       | {"name":"某","state":"left","joined_on":"2020-01-01"} | 401 401  409 403 403 403 403  403 403 403
GET /org/own                       |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/person/{person}           | person=own     |                              | 401 401  200 200 200 200 404  404 404 404
GET /org/person/{person}           | person=member  |                              | 401 401  200 200 200 200 200  404 404 404
GET /org/person/{person}           | person=hidden  |                              | 401 401  200 200 404 404 404  404 404 404
POST /org/person/{person}/look     | person=own     | {"purpose":"核对名册"}       | 401 401  200 200 200 200 404  404 404 404
POST /org/person/{person}/look     | person=hidden  | {"purpose":"核对名册"}       | 401 401  200 200 404 404 404  404 404 404
POST /org/person/{person}/mend     | person=own     | {"name":"某","joined_on":"2099-01-01","note":"试"} | 401 401  422 403 422 422 404  404 404 404
POST /org/person/{person}/mend     | person=member  | {"name":"某","joined_on":"2099-01-01","note":"试"} | 401 401  422 403 422 422 403  404 404 404
POST /org/person/{person}/mend     | person=hidden  | {"name":"某","joined_on":"2099-01-01","note":"试"} | 401 401  422 403 404 404 404  404 404 404
POST /org/person/{person}/change   | person=own     | {"act":"vanish","day":"2020-01-01"} | 401 401  422 403 422 422 404  404 404 404
POST /org/person/{person}/change   | person=hidden  | {"act":"vanish","day":"2020-01-01"} | 401 401  422 403 404 404 404  404 404 404
POST /org/person/{person}/identity | person=own     | {"identity":"11010519491231002X"} | 401 401  404 404 404 404 404  404 404 404
POST /org/person/{person}/identity | person=hidden  | {"identity":"11010519491231002X"} | 401 401  404 404 404 404 404  404 404 404
POST /org/person/{person}/identity/show | person=own | {"purpose":"核对名册"}      | 401 401  404 404 404 404 404  404 404 404
POST /org/person/{person}/identity/show | person=hidden  | {"purpose":"核对名册"}           | 401 401  404 404 404 404 404  404 404 404
GET /org/identity                  |                |                              | 401 401  404 404 404 404 404  404 404 404
POST /org/person/{person}/extend   | person=own     | {"day":"2020-01-01","paper":"试"} | 401 401  409 403 409 409 404  404 404 404
POST /org/person/{person}/extend   | person=hidden  | {"day":"2020-01-01","paper":"试"} | 401 401  409 403 404 404 404  404 404 404
POST /org/members/{unit}/regroup   | unit=own       | {"members":[99999999]}       | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/members/{unit}/regroup   | unit=hidden    | {"members":[99999999]}       | 401 401  422 403 404 404 404  403 403 403
POST /org/members/{unit}/regroup   | unit=own       | {"members":["$person=hidden"]} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/identity/find            |                | {"identity":"11010519491231002X","purpose":"核对名册"} | 401 401  404 404 404 404 404  404 404 404
GET /org/receivers                 | ?q=党支部      |                              | 401 401  200 403 200 200 403  403 403 403
POST /org/person/{person}/transfer | person=own     | {"other":1}                  | 401 401  422 403 422 422 404  404 404 404
POST /org/person/{person}/transfer | person=hidden  | {"other":1}                  | 401 401  422 403 404 404 404  404 404 404
GET /org/transfer/{transfer}       | transfer=hidden |                             | 401 401  200 200 404 404 404  404 404 404
POST /org/transfer/{transfer}/accept | transfer=hidden | {}                         | 401 401  409 403 404 404 404  404 404 404
POST /org/transfer/{transfer}/refuse | transfer=hidden | {"note":"试"}              | 401 401  409 403 404 404 404  404 404 404
POST /org/transfer/{transfer}/withdraw | transfer=hidden | {}                       | 401 401  409 403 404 404 404  404 404 404
GET /org/posts/{unit}              | unit=own       |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /org/posts/{unit}              | unit=hidden    |                              | 401 401  200 200 404 404 404  200 200 200
GET /org/posts/{unit}/candidates   | ?unit=own, q=王 |                             | 401 401  200 403 200 200 403  403 403 403  404 403
GET /org/posts/{unit}/candidates   | ?unit=hidden, q=王 |                          | 401 401  200 403 404 404 404  403 403 403
POST /org/posts/{unit}/appoint     | unit=own       | {"post":"king","person":1,"since":"2020-01-01"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/appoint     | unit=hidden    | {"post":"king","person":1,"since":"2020-01-01"} | 401 401  422 403 404 404 404  403 403 403
POST /org/posts/{unit}/appoint     | unit=own       | {"post":"deputy","person":"$person=hidden","since":"2020-01-01"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/elect       | unit=own       | {"begun_on":"2099-01-01","elected":[]} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/elect       | unit=hidden    | {"begun_on":"2099-01-01","elected":[]} | 401 401  422 403 404 404 404  403 403 403
POST /org/posts/{unit}/elect       | unit=own       | {"begun_on":"2020-01-01","elected":[{"post":"secretary","person":"$person=hidden"}]} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/reply       | unit=own       | {"number":"试","replied_on":"2099-01-01","due_on":"2099-01-01"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/reply       | unit=hidden    | {"number":"试","replied_on":"2099-01-01","due_on":"2099-01-01"} | 401 401  422 403 404 404 404  403 403 403
POST /org/posts/{unit}/responsible | unit=own       | {"duty":"king"}              | 401 401  422 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/responsible | unit=hidden    | {"duty":"king"}              | 401 401  422 403 404 404 404  403 403 403
POST /org/posts/{unit}/responsible | unit=own       | {"duty":"carrying_out","holder_unit":"$unit=hidden"} | 401 401  200 403 422 422 403  403 403 403  404 403
POST /org/posts/{unit}/responsible | unit=own       | {"duty":"direct","person":"$person=hidden"} | 401 401  200 403 422 422 403  403 403 403  404 403
POST /org/tenure/{tenure}/end      | tenure=own     | {"until":"2099-01-01"}       | 401 401  422 403 422 422 404  404 404 404
POST /org/tenure/{tenure}/end      | tenure=hidden  | {"until":"2099-01-01"}       | 401 401  422 403 404 404 404  404 404 404
POST /org/tenure/{tenure}/mend     | tenure=own     | {"since":"2099-01-01"}       | 401 401  422 403 422 422 404  404 404 404
POST /org/tenure/{tenure}/mend     | tenure=hidden  | {"since":"2099-01-01"}       | 401 401  422 403 404 404 404  404 404 404
POST /org/responsibility/{responsibility}/end | responsibility=hidden | {}         | 401 401  409 403 404 404 404  404 404 404
GET /org/due/counts                |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/due/counts                | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200
GET /org/due                       |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/due                       | ?unit=own      |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /org/due                       | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200
GET /org/members/{unit}            | unit=hidden    |                              | 401 401  200 200 404 404 404  403 403 403
GET /org/members/{unit}            | unit=top       |                              | 401 401  200 200 403 403 403  403 403 403
GET /org/standards                 |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /org/standards                 | ?unit=own      |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /org/standards                 | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200
POST /org/standards/copy           |                | {"name":"新","campaign":"明年","basis":"某号"} | 401 401  409 403 403 403 403  403 403 403
POST /org/standards/{version}/edit | version=999    | {"code":"B1.1","text":"改","clause":"组","seen_by":"goal","reason":"谁能改"} | 401 401  404 403 403 403 403  403 403 403
POST /org/standards/{version}/add  | version=999    | {"category":"B1","text":"加","clause":"组","seen_by":"goal","reason":"谁能加"} | 401 401  404 403 403 403 403  403 403 403
POST /org/standards/{version}/remove | version=999  | {"code":"B1.1","reason":"谁能去"} | 401 401  404 403 403 403 403  403 403 403
GET /org/rules                     |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /org/rules/set                |                | {"rule":"light_soon","value":"0","day":"2099-01-01","basis":"谁能改"} | 401 401  422 403 403 403 403  403 403 403
POST /org/rules/{change}/withdraw  | change=99999999 | {"reason":"谁能撤"}         | 401 401  404 403 403 403 403  403 403 403
POST /org/standards/confirm        |                | {"version":999}              | 401 401  404 403 403 403 403  403 403 403
GET /org/import                    |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /org/import                   | ?kind=members, name=x.csv | 姓名,党支部            | 401 401  200 403 200 200 403  403 403 403
POST /org/import                   | ?kind=members, name=x.csv, unit=hidden | 姓名,党支部 | 401 401  200 403 404 404 403  403 403 403
POST /org/import                   | ?kind=strange, name=x.csv | 姓名,党支部            | 401 401  404 404 404 404 404  404 404 404
GET /org/import/{import}           | import=officer |                              | 401 401  200 404 404 404 404  404 404 404
GET /org/import/{import}/rows      | import=officer |                              | 401 401  200 404 404 404 404  404 404 404
POST /org/import/{import}/columns  | import=officer | {}                           | 401 401  200 404 404 404 404  404 404 404
POST /org/import/{import}/check    | import=officer | {}                           | 401 401  200 404 404 404 404  404 404 404
POST /org/import/{import}/apply    | import=officer | {}                           | 401 401  409 404 404 404 404  404 404 404
POST /org/import/{import}/undo     | import=officer | {}                           | 401 401  409 404 404 404 404  404 404 404
GET /org/import/{import}/bad.xlsx  | import=officer |                              | 401 401  200 404 404 404 404  404 404 404
GET /org/template/{kind}.xlsx      | kind=members   |                              | 401 401  200 403 200 200 403  403 403 403
GET /org/export/{kind}.xlsx        | kind=members   |                              | 401 401  200 403 200 200 403  403 403 403
GET /org/export/{kind}.xlsx        | ?kind=members, unit=hidden |                              | 401 401  200 403 404 404 403  403 403 403
GET /org/export/{kind}.csv         | kind=members   |                              | 401 401  200 403 200 200 403  403 403 403
GET /org/export/{kind}.csv         | ?kind=members, unit=hidden |                              | 401 401  200 403 404 404 403  403 403 403
GET /survey/rounds                 |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /survey/rounds                |                | {"title":"谁能新建"}         | 401 401  200 403 403 403 403  403 403 403
POST /survey/rounds                |                | {"title":"谁能新建","units":["$unit=hidden"]} | 401 401  200 403 403 403 403  403 403 403
GET /survey/templates              |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /survey/round/{round}          | round=draft    |                              | 401 401  200 200 404 404 404  404 404 404
GET /survey/round/{round}          | round=open     |                              | 401 401  200 200 404 404 404  404 404 404
GET /survey/round/{round}          | round=closed   |                              | 401 401  200 200 404 404 404  404 404 404
GET /survey/round/{round}          | round=published |                             | 401 401  200 200 200 200 404  404 404 404  404 404
POST /survey/round/{round}/edit    | round=draft    | {"title":"谁能修改"}         | 401 401  200 403 404 404 404  404 404 404
POST /survey/round/{round}/edit    | round=published | {"title":"谁能修改"}        | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/edit    | round=draft    | {"title":"谁能修改","units":["$unit=hidden"]} | 401 401  200 403 404 404 404  404 404 404
POST /survey/round/{round}/open    | round=draft    | {}                           | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/open    | round=published | {}                          | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/extend  | round=open     | {"closes":"2000-01-01T08:00"} | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/extend  | round=published | {"closes":"2099-01-01T08:00"} | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/close   | round=closed   | {}                           | 401 401  409 403 404 404 404  404 404 404
POST /survey/round/{round}/close   | round=published | {}                          | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/publish | round=open     | {}                           | 401 401  409 403 404 404 404  404 404 404
POST /survey/round/{round}/publish | round=published | {}                          | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/void    | round=open     | {}                           | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/void    | round=published | {"note":"谁能作废"}         | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/copy    | round=published | {}                          | 401 401  200 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/marks   | round=open     | {"channel":"open","stratum":"nobody"} | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/marks   | round=published | {"channel":"open","stratum":"masses"} | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/round/{round}/marks   | round=open     | {"channel":"open","stratum":"nobody","unit":"$unit=hidden"} | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/cards   | round=open     | {"mark":"zzzzzzzz","count":10,"hands_out":"居委会"} | 401 401  422 403 404 404 404  404 404 404
POST /survey/round/{round}/cards   | round=published | {"mark":"zzzzzzzz","count":10,"hands_out":"居委会"} | 401 401  409 403 403 403 404  404 404 404  404 404
POST /survey/batch/{batch}/void    | batch=open     | {}                           | 401 401  422 403 404 404 404  404 404 404
POST /survey/batch/{batch}/void    | batch=published | {"note":"谁能作废"}         | 401 401  409 403 403 403 404  404 404 404  404 404
GET /survey/mark/{mark}/qr         | mark=open      |                              | 401 401  200 200 404 404 404  404 404 404
GET /survey/mark/{mark}/qr         | mark=published |                              | 401 401  200 200 200 200 404  404 404 404  404 404
GET /survey/round/{round}/result   | round=draft    |                              | 401 401  409 403 404 404 404  404 404 404
GET /survey/round/{round}/result   | round=open     |                              | 401 401  409 403 404 404 404  404 404 404
GET /survey/round/{round}/result   | round=closed   |                              | 401 401  200 403 404 404 404  404 404 404
GET /survey/round/{round}/result   | round=published |                             | 401 401  200 200 200 200 404  404 404 404  404 404
GET /survey/round/{round}/result.xlsx | round=open  |                              | 401 401  409 403 404 404 404  404 404 404
GET /survey/round/{round}/result.xlsx | round=closed |                             | 401 401  200 403 404 404 404  404 404 404
GET /survey/round/{round}/result.xlsx | round=published |                          | 401 401  200 200 200 200 404  404 404 404  404 404
GET /survey/round/{round}/texts    | round=open     |                              | 401 401  409 403 404 404 404  404 404 404
GET /survey/round/{round}/texts    | round=closed   |                              | 401 401  200 403 404 404 404  404 404 404
GET /survey/round/{round}/texts    | round=published |                             | 401 401  200 403 403 403 404  404 404 404  404 404
GET /survey/published              |                |                              | 200 200  200 200 200 200 200  200 200 200
GET /survey/published/{round}      | round=published |                             | 200 200  200 200 200 200 200  200 200 200
GET /survey/published/{round}      | round=closed   |                              | 404 404  404 404 404 404 404  404 404 404
GET /survey/published/{round}      | round=open     |                              | 404 404  404 404 404 404 404  404 404 404
GET /goal/campaigns                |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /goal/campaigns               |                | {"name":"甲","begins":"2000-01-02","ends":"2000-01-01"} | 401 401  422 403 403 403 403  403 403 403
POST /goal/campaign/{campaign}     | campaign=99999999 | {"name":"甲","begins":"2000-01-01","ends":"2000-01-02"} | 401 401  404 403 403 403 403  403 403 403
POST /goal/labels                  |                | {"name":"某"}               | 401 401  200 403 403 403 403  403 403 403
POST /goal/label/{label}           | label=99999999 | {"closed":true}              | 401 401  404 403 403 403 403  403 403 403
GET /goal/plans                    |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /goal/plans                    | ?unit=hidden   |                              | 401 401  200 200 200 200 200  200 200 200
POST /goal/plans                   |                | {"unit":"$unit=own","title":"甲","kind":"nothing"} | 401 401  422 403 422 422 403  403 403 403  404 403
POST /goal/plans                   |                | {"unit":"$unit=hidden","title":"甲","kind":"nothing"} | 401 401  422 403 404 404 404  403 403 403
POST /goal/plans                   |                | {"unit":"$unit=own","title":"甲","kind":"near","parent":"$plan=hidden"} | 401 401  422 403 422 422 403  403 403 403  404 403
GET /goal/plan/choices             |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /goal/plan/{plan}              | plan=own       |                              | 401 401  200 200 200 200 404  404 404 404
GET /goal/plan/{plan}              | plan=hidden    |                              | 401 401  200 200 404 404 404  404 404 404
POST /goal/plan/{plan}/edit        | plan=own       | {"title":"甲","parent":"$plan=hidden"} | 401 401  409 403 409 409 404  404 404 404
POST /goal/plan/{plan}/edit        | plan=hidden    | {"title":"甲"}                | 401 401  409 403 404 404 404  404 404 404
POST /goal/plan/{plan}/publish     | plan=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404
POST /goal/plan/{plan}/end         | plan=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404
POST /goal/plan/{plan}/copy        | plan=hidden    | {"campaign":99999999}        | 401 401  404 403 404 404 404  404 404 404
GET /goal/guidance/{unit}          | unit=own       |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /goal/guidance/{unit}          | unit=hidden    |                              | 401 401  200 200 404 404 404  200 200 200
GET /evidence/item/{evidence}      | evidence=own   |                              | 401 401  200 200 200 200 404  404 404 404
GET /evidence/item/{evidence}      | evidence=hidden |                              | 401 401  200 200 404 404 404  404 404 404
OPTIONS /evidence/uploads          |                |                              | 204 204  204 204 204 204 204  204 204 204
OPTIONS /evidence/uploads/{upload} | upload=hidden  |                              | 204 204  204 204 204 204 204  204 204 204
POST /evidence/uploads             |                |                              | 401 401  413 422 413 413 413  422 422 422
POST /evidence/uploads             | unit=own       |                              | 401 401  403 403 403 413 413  403 403 403  404 403
POST /evidence/uploads             | unit=hidden    |                              | 401 401  403 403 404 404 404  403 403 403
HEAD /evidence/uploads/{upload}    | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
PATCH /evidence/uploads/{upload}   | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
DELETE /evidence/uploads/{upload}  | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
GET /evidence/uploads              |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /evidence/upload/{upload}      | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
GET /evidence/calendars            |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /evidence/calendar/{unit}      | unit=own       |                              | 401 401  403 403 403 200 403  403 403 403  404 403
GET /evidence/calendar/{unit}      | unit=hidden    |                              | 401 401  403 403 404 404 404  403 403 403
GET /evidence/calendar/{unit}/roster | unit=own       |                              | 401 401  403 403 403 200 403  403 403 403  404 403
GET /evidence/calendar/{unit}/roster | unit=hidden    |                              | 401 401  403 403 404 404 404  403 403 403
POST /evidence/calendar/{unit}/meetings | unit=own       | {"kind":"nothing","held_on":"2020-01-01","topics":"试","host":"$person=hidden","came":["$person=hidden"]} | 401 401  403 403 403 422 403  403 403 403  404 403
POST /evidence/calendar/{unit}/meetings | unit=hidden    | {"kind":"nothing","held_on":"2020-01-01","topics":"试"} | 401 401  403 403 404 404 404  403 403 403
GET /evidence/meeting/{meeting}    | meeting=own    |                              | 401 401  404 404 404 200 404  404 404 404
GET /evidence/meeting/{meeting}    | meeting=hidden |                              | 401 401  404 404 404 404 404  404 404 404
POST /evidence/meeting/{meeting}/edit | meeting=own    | {"kind":"nothing","held_on":"2020-01-01","topics":"试","host":"$person=hidden","came":["$person=hidden"]} | 401 401  404 404 404 409 404  404 404 404
POST /evidence/meeting/{meeting}/edit | meeting=hidden | {"kind":"nothing","held_on":"2020-01-01","topics":"试"} | 401 401  404 404 404 404 404  404 404 404
POST /evidence/meeting/{meeting}/void | meeting=hidden | {}                           | 401 401  404 404 404 404 404  404 404 404
GET /report/home                   |                |                              | 401 401  200 200 200 200 200  200 200 200
GET /s/                            |                |                              | 200 200  200 200 200 200 200  200 200 200
POST /s/                           |                | code=strange                 | 404 404  404 404 404 404 404  404 404 404
GET /s/check                       |                |                              | 200 200  200 200 200 200 200  200 200 200
POST /s/check                      |                | receipt=strange              | 200 200  200 200 200 200 200  200 200 200
GET /s/{mark}                      | mark=open      |                              | 200 200  200 200 200 200 200  200 200 200
GET /s/{mark}-{card}               | mark=open, card=strange |                     | 200 200  200 200 200 200 200  200 200 200
POST /s/{mark}                     | mark=poster    | q2_1=1                       | 422 422  422 422 422 422 422  422 422 422
POST /s/{mark}-{card}              | mark=open, card=strange | q1=1                | 404 404  404 404 404 404 404  404 404 404
POST /ballot/state                 |                | {"card":"strange"}           | 200 200  200 200 200 200 200  200 200 200
POST /account/logout               |                | {}                           | 200 200  200 200 200 200 200  200 200 200
`.trim().split('\n').map((line) => line.split('|').map((cell) => cell.trim())).map(([name, at, body, statuses]) => ({ name, at, body, statuses: whole(`${at} ${body}`, statuses.split(/\s+/).map(Number)) }));

/** With the neighbour and the inferior. @param {string} at where, and what is sent @param {number[]} statuses */
function whole(at, statuses) {
	if (statuses.length !== roles.length - 2) return statuses;
	return statuses.concat(/=(own|member)\b/.test(at) ? [404, 404] : Array(2).fill(statuses[roles.indexOf('secretary')]));
}

before(async () => {
	house = await start();
	routes = await routesOf(house);
	people.set('nobody', new Browser(house, '127.36.100.1'));
	people.set('ended', await signedIn(house, house.account('officer'), '127.36.101.1'));
	const branch = house.account('secretary').unit;
	const near = (/** @type {string} */ from) => house.psql(`select min(o.short_name) from data.unit as u join data.placement as p on p.unit = u.id and p.valid_until is null
		join data.placement as n on ${from} and n.valid_until is null and n.unit <> u.id join data.unit as o on o.id = n.unit and o.closed_on is null where u.short_name = '${branch}'`);
	people.set('neighbour', await signedIn(house, await newcomer(house, { unit: await near('n.superior = p.superior') }), '127.36.104.1'));
	people.set('inferior', await signedIn(house, await newcomer(house, { unit: await near('n.superior = u.id') }), '127.36.105.1'));
	for (const role of roles.slice(2, -2)) people.set(role, await signedIn(house, house.account(role), `127.36.${roles.indexOf(role)}.1`));
	const ended = people.get('ended');
	await house.psql(`delete from data.session where digest = sha256(decode('${ended?.cookies.get('session')}', 'hex'))`);

	const { json: draft } = await people.get('officer')?.post('/api/survey/rounds', { title: '谁能看见' }) ?? assert.fail();
	const item = async (/** @type {string} */ state) => house.psql(`select min(i.id) from data.item as i where i.state = '${state}'`);
	const [open, closed, published] = [await item('open'), await item('closed'), await item('published')];
	const mark = (/** @type {string} */ round, channel = 'card') => house.psql(`select min(m.mark) from data.mark as m where m.round = ${round} and m.channel = '${channel}'`);
	const batch = (/** @type {string} */ round) => house.psql(`select min(b.id) from data.batch as b join data.mark as m on m.mark = b.mark where m.round = ${round}`);
	const unit = (/** @type {string} */ name) => house.psql(`select u.id from data.unit as u where u.short_name = '${name}'`);
	const sheet = await people.get('officer')?.ask('/api/org/import?kind=members&name=x.csv', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: '姓名,党支部\n谁,没有' }) ?? assert.fail();
	const person = (/** @type {string} */ name, condition = 'true') => house.psql(`select max(p.id) from data.person as p join data.unit as u on u.id = p.unit where u.short_name = '${name}' and ${condition}`);
	const tenure = (/** @type {string} */ name) => house.psql(`select t.id from data.tenure as t join data.unit as u on u.id = t.unit where u.short_name = '${name}' and t.post = 'secretary' and t.until is null`);
	Object.assign(things, {
		'tenure=own': await tenure(house.account('secretary').unit), 'tenure=hidden': await tenure('登记窗口党支部'),
		'import=officer': String(sheet.json.id),
		'round=draft': String(draft.id), 'round=open': open, 'round=closed': closed, 'round=published': published,
		'mark=open': await mark(open), 'mark=poster': await mark(open, 'open'), 'mark=published': await mark(published), 'batch=open': await batch(open), 'batch=published': await batch(published),
		'unit=top': await unit(house.account('officer').unit), 'unit=own': await unit(house.account('secretary').unit), 'unit=hidden': await unit('登记窗口党支部'),
		'account=own': String(await house.psql(`select a.id from data.account as a where a.login = '${house.account('secretary').login}'`)),
		'account=admin': await house.psql(`select a.id from data.account as a where a.login = '${house.account('audit-admin').login}'`),
		'seat=admin': await house.psql(`select s.id from data.seat as s join data.account as a on a.id = s.account where a.login = '${house.account('audit-admin').login}'`),
		'unit=former': await unit('婚姻登记处党支部'),
		'person=own': await person(house.account('secretary').unit, 'p.id <> (select a.person from data.account as a where a.login = $$' + house.account('member').login + '$$)'),
		'person=member': await house.psql(`select a.person from data.account as a where a.login = '${house.account('member').login}'`),
		'person=hidden': await person('登记窗口党支部', "p.state = 'full' and not exists (select from data.transfer as t where t.person = p.id)"),
		'session=strange': '0123456789abcdef', 'card=strange': inFours(makeCode()), 'code=strange': makeCode(),
	});
	// a transfer that was taken back, and a responsibility that ended
	const { json: transfer } = await people.get('officer')?.post(`/api/org/person/${things['person=hidden']}/transfer`, { other: Number(await unit('社保窗口党支部')) }) ?? assert.fail();
	await people.get('officer')?.post(`/api/org/transfer/${transfer.id}/withdraw`, {});
	things['transfer=hidden'] = String(transfer.id);
	const { json: change } = await people.get('officer')?.post(`/api/org/unit/${things['unit=hidden']}/rename`, { kind: 'branch', full_name: '谁能看见', short_name: '谁能看见', effective_on: '2099-01-01', basis: '试' }) ?? assert.fail();
	await people.get('officer')?.post(`/api/org/change/${change.id}/withdraw`, {});
	things['change=hidden'] = String(change.id);
	const [giver, deputy] = [await newcomer(house), await newcomer(house)];
	things['seat=theirs'] = await house.psql(`select s.id from data.seat as s where s.account = ${giver.id}`);
	things['delegation=strange'] = await house.psql(`insert into data.delegation (seat, deputy, valid_from, valid_until, reason)
		select s.id, ${deputy.id}, base.today() + 9, base.today() + 9, '休假' from data.seat as s where s.account = ${giver.id} returning id`);
	await house.psql(`insert into data.blob (digest, sm3, size, type) values (sha256('walk'), sha256('walk'), 4, 'text/plain') on conflict do nothing;
		insert into data.campaign (name, catalogue, begins, ends, made_by) select '谁能看见', min(c.version), date '1990-01-01', date '1990-12-31', '试' from data.catalogue as c on conflict do nothing`);
	for (const [word, of] of [['own', things['unit=own']], ['hidden', things['unit=hidden']]]) {
		// an end state each, so that nobody's try changes them
		const head = (/** @type {string} */ workflow, /** @type {string} */ state, /** @type {string} */ rest) => house.psql(`with i as (
			insert into data.item (workflow, unit, superior, state, title) select '${workflow}', p.unit, p.superior, '${state}', '谁能看见' from data.placement as p
			where p.unit = ${of} and p.valid_until is null returning id), x as (${rest}) select id from i`);
		things[`plan=${word}`] = await head('plan', 'ended', "insert into data.plan (item, campaign, kind) select i.id, (select c.id from data.campaign as c where c.name = '谁能看见'), 'overall' from i");
		things[`meeting=${word}`] = await head('meeting', 'void', "insert into data.meeting (item, kind, held_on, host_name, topics) select i.id, 'members', base.today(), '试', '试' from i");
		things[`evidence=${word}`] = await head('evidence', 'kept', `insert into data.evidence (item, blob, received, received_size, name, happened_on, uploaded_by)
			select i.id, sha256('walk'), sha256('walk'), 4, '试.txt', base.today(), '试' from i`);
	}
	// somebody's upload that was given up
	things['upload=hidden'] = await house.psql(`insert into data.upload (account, unit, name, size, state, expires)
		select a.id, ${things['unit=hidden']}, 'x.pdf', 1, 'ended', base.now() from data.account as a order by a.id desc limit 1 returning id`);
	lastResponsibility = await house.psql('select max(r.id) from data.responsibility as r');
	const { json: posts } = await people.get('officer')?.post(`/api/org/posts/${things['unit=hidden']}/responsible`, { duty: 'direct', holder_name: '某' }) ?? assert.fail();
	things['responsibility=hidden'] = String(posts.responsible[1].holders[0].id);
	await people.get('officer')?.post(`/api/org/responsibility/${things['responsibility=hidden']}/end`, {});
});
after(async () => {
	try {
		const officer = await signedIn(house, house.account('officer'), '127.36.102.1');
		const copies = (await house.psql("select i.id from data.item as i where i.state = 'draft' and i.opened > base.now() - interval '10 minutes' and i.title in ('谁能看见', '谁能新建', '谁能修改', (select p.title from data.item as p where p.state = 'published' order by p.id limit 1))")).split('\n');
		for (const id of copies.filter(Boolean)) await officer.post(`/api/survey/round/${id}/void`, { note: '测试' });
		await house.psql(`
			delete from data.upload where id = ${things['upload=hidden']};
			delete from data.plan where item in (${things['plan=own']}, ${things['plan=hidden']});
			delete from data.meeting where item in (${things['meeting=own']}, ${things['meeting=hidden']});
			delete from data.evidence where item in (${things['evidence=own']}, ${things['evidence=hidden']});
			delete from data.item where title = '谁能看见' and workflow in ('plan', 'meeting', 'evidence');
			delete from data.blob where digest = sha256('walk');
			delete from data.coverage where campaign in (select c.id from data.campaign as c where c.name = '谁能看见');
			delete from data.campaign where name = '谁能看见';
			delete from data.responsibility where unit = ${things['unit=own']} and id > ${lastResponsibility};
			update data.responsibility set until = null where unit = ${things['unit=own']} and until = base.today() and duty in ('direct', 'carrying_out')`);
	} finally {
		await house.stop();
	}
});

/** @param {string} at `name=thing, …` @returns {Record<string, string>} */
function valuesOf(at) {
	return Object.fromEntries(at.replace(/^\?/, '').split(/,\s*/).filter(Boolean).map((pair) => {
		const [name, word] = pair.split('=');
		return [name, things[pair] ?? word];
	}));
}

/** @param {Browser} browser @param {{name: string, at: string, body: string}} line @param {Record<string, string>} [instead] */
function perform(browser, line, instead = {}) {
	const route = routes.find((each) => nameOf(each) === line.name) ?? assert.fail(`no such route: ${line.name}`);
	const values = { ...valuesOf(line.at), ...instead };
	const query = line.at.startsWith('?') ? Object.fromEntries(Object.entries(values).filter(([name]) => !route.path.includes(`{${name}}`))) : Object.fromEntries(route.fields.filter((field) => field.in === 'query' && field.required).map((field) => [field.name, 'bad']));
	const address = addressOf(route, values) + (Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '');
	if (route.method === 'GET') return browser.get(address);
	if (isTransfer(route)) return transfer(browser, route, address, route.method === 'POST' ? values : {});
	if (route.body === 'bytes') return browser.ask(address, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: line.body });
	const body = line.body.replace('strange', things['code=strange']).replace(/"\$(\w+=\w+)"/g, (_, pair) => instead[pair] ?? things[pair]);
	return route.body === 'json' ? browser.post(address, JSON.parse(body)) : browser.form(address, Object.fromEntries(new URLSearchParams(body)));
}

test('every route has its line, and every line its route', () => {
	const rows = routes.map(nameOf).sort();
	assert.deepEqual([...new Set(table.map((line) => line.name))].sort(), rows);
	for (const line of table) assert.equal(line.statuses.length, roles.length, line.name);
});

/** The ids of a line that are somebody's: of the path and the query by the field's name, of the body by what they stand for. @param {{at: string, body: string}} line */
function named({ at, body }) {
	const told = at.replace(/^\?/, '').split(/,\s*/).map((pair) => ({ pair, key: pair.split('=')[0] }));
	const inside = [...body.matchAll(/"\$(\w+=\w+)"/g)].map(([, pair]) => ({ pair, key: pair }));
	return [...told, ...inside].filter(({ pair }) => things[pair]).map(({ pair, key }) => ({ pair, key, name: pair.split('=')[0], word: pair.split('=')[1] }));
}

test('every route that names a thing is asked about one that is somebody\'s', () => {
	const forgotten = [];
	for (const route of routes.filter((each) => !each.path.startsWith('/s/'))) {
		const lines = table.filter((line) => line.name === nameOf(route));
		for (const field of route.fields) {
			const thing = thingOf(field);
			if (!thing || hidesNothing[`${nameOf(route)} ${field.name}`]) continue;
			const asked = lines.some((line) => named(line).some(({ pair, key, name }) => (field.in === 'body' ? key === pair && name === thing && line.body.includes(`"${field.name}":`) : name === field.name)));
			if (!asked) forgotten.push(`${nameOf(route)}: no line has a real ${thing} as ${field.name}`);
		}
	}
	assert.deepEqual(forgotten, []);
});

test("what can't be seen, and what is not there, answer alike", async () => {
	/** @type {Map<string, boolean>} */
	const seen = new Map();
	const sees = async (/** @type {string} */ role, /** @type {string} */ thing, /** @type {string} */ word) => {
		const by = witness(thing, word);
		if (!by) return false;
		const key = `${role} ${by.at}`;
		if (!seen.has(key)) seen.set(key, (await perform(people.get(role) ?? assert.fail(), by)).status < 400);
		return seen.get(key) === true;
	};
	let count = 0;
	for (const line of table.filter((each) => !each.name.includes('/s/'))) {
		const route = routes.find((each) => nameOf(each) === line.name) ?? assert.fail(line.name);
		for (const { pair, name, word, key } of named(line)) {
			const thing = thingOf(route.fields.find((field) => field.name === name) ?? { name, kind: 'id' });
			if (!thing || hidesNothing[`${line.name} ${name}`]) continue;
			for (const [at, role] of roles.entries()) {
				const status = line.statuses[at];
				if (status === 401 || (status < 400 && !witness(thing, word)) || (status !== 404 && await sees(role, thing, word))) continue;
				const browser = people.get(role) ?? assert.fail();
				const hidden = await perform(browser, line);
				const none = await perform(browser, line, { [key]: missing(thing) });
				assert.equal(bare(hidden, [things[pair]]), bare(none, [missing(thing)]), `${line.name} ${line.at} ${line.body} by ${role}`);
				count++;
			}
		}
	}
	assert.ok(count > 400, `${count} cases`);
});

for (const [at, role] of roles.entries()) test(`${role} may do what the rules say, and nothing else`, async () => {
	const browser = people.get(role) ?? assert.fail();
	const found = [];
	const expected = [];
	for (const line of table) {
		const answer = await perform(browser, line);
		expected.push(`${line.name} ${line.at}: ${line.statuses[at]}`);
		found.push(`${line.name} ${line.at}: ${answer.status}`);
		if (answer.status >= 400 && !/\/(s|oidc)\/|^HEAD /.test(line.name)) assertProblem(answer, answer.status, `${line.name} ${line.at} by ${role}`);
		if (answer.status === 403 && !line.name.startsWith('HEAD ')) assert.match(answer.json.detail, /(请联系|公布后就能看到|能看)/, `${line.name}: whom to ask, or when`);
	}
	assert.deepEqual(found, expected);
});

test('lists hold nothing that their rows would not show', async () => {
	for (const role of ['reviewer', 'secretary', 'member']) {
		const browser = await signedIn(house, house.account(role), '127.36.103.1');
		const { json: rounds } = await browser.get('/api/survey/rounds');
		for (const row of rounds.rows) assert.equal((await browser.get(`/api/survey/round/${row.id}`)).status, 200, `${role}: ${row.title}`);
		const listed = rounds.rows.map((/** @type {any} */ row) => String(row.id));
		for (const state of ['draft', 'open', 'closed']) assert.ok(!listed.includes(things[`round=${state}`]), `${role}: ${state}`);
		assert.equal(listed.includes(things['round=published']), role !== 'member', role);
		assert.equal(rounds.may_create, false);
		const { json: units } = await browser.get(`/api/org/find?q=${encodeURIComponent('窗口')}`);
		assert.ok(units.rows.length > 0);
		for (const row of units.rows) assert.equal((await browser.get(`/api/org/unit/${row.id}`)).status, 200, `${role}: ${row.short_name}`);
		assert.ok(!units.rows.some((/** @type {any} */ row) => String(row.id) === things['unit=hidden']));
		const { json: home } = await browser.get('/api/report/home');
		assert.deepEqual(home.rows, [], `${role} has nothing to do`);
		const { json: top } = await browser.get(`/api/org/unit/${things['unit=top']}`);
		for (const child of top.children) assert.equal((await browser.get(`/api/org/unit/${child.id}`)).status, 200, `${role}: ${child.short_name} below the top`);
		assert.equal(top.people, null, 'and whose members one may not see are not counted');
	}
});
