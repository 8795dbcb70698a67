// @ts-check
/**
 * route | values of the path and query | body | what each answers, in the order of `roles`.
 * The officer and the inspector sit at the top, the reviewer at an agency committee, secretary and member at one of its branches
 * (`own`); `hidden` is a branch of another agency. The rounds are about `own` too, but stand at the top. The neighbour is secretary of the
 * branch beside `own`, the inferior of a group below it: where a line has no columns for these two, it says 404 for both if it names a
 * thing of `own`'s, else what the secretary gets. `"$unit=hidden"` in a body is that unit's id.
 */
export const lines = `
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
GET /goal/goals                    |                |                              | 401 401  200 200 200 200 200  200 200 200  200 200
GET /goal/goals                    | ?unit=own      |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /goal/goals                    | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200  404 404
GET /goal/goals                    | ?member=hidden |                              | 401 401  200 200 404 404 404  404 404 404  404 404
POST /goal/goals                   |                | {"unit":"$unit=own","standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 403 422 403  403 403 403  404 403
POST /goal/goals                   |                | {"unit":"$unit=hidden","source":"$goal=hidden","standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/goals                   |                | {"member":"$person=hidden","standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/submit                  |                | {"goals":["$goal=own"]}      | 401 401  403 403 403 409 404  404 404 404  404 404
POST /goal/submit                  |                | {"goals":["$goal=hidden"]}   | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/copy                    |                | {"unit":"$unit=own","goals":[99999999]} | 401 401  403 403 403 200 403  403 403 403  404 403
POST /goal/copy                    |                | {"unit":"$unit=hidden","goals":["$goal=hidden"]} | 401 401  403 403 404 404 404  403 403 403  404 404
POST /goal/copy                    |                | {"member":"$person=hidden"}  | 401 401  403 403 404 404 404  404 404 404  404 404
GET /goal/people                   | ?unit=own, other=hidden, q=没有这个 |                              | 401 401  200 200 200 200 404  404 404 404  404 404
GET /goal/people                   | ?unit=hidden   |                              | 401 401  200 200 404 404 404  404 404 404  404 404
GET /goal/partners                 | ?q=没有这个        |                              | 401 401  200 200 200 200 200  200 200 200  200 200
GET /goal/item/{goal}              | goal=own       |                              | 401 401  200 200 200 200 404  404 404 404  404 404
GET /goal/item/{goal}              | goal=hidden    |                              | 401 401  200 200 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/edit        | goal=own       | {"standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 403 409 404  404 404 404  404 404
POST /goal/item/{goal}/edit        | goal=hidden    | {"standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/drop        | goal=own       | {}                           | 401 401  403 403 403 409 404  404 404 404  404 404
POST /goal/item/{goal}/drop        | goal=hidden    | {}                           | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/withdraw    | goal=own       | {}                           | 401 401  403 403 403 409 404  404 404 404  404 404
POST /goal/item/{goal}/withdraw    | goal=hidden    | {}                           | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/register    | goal=own       | {}                           | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/register    | goal=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/return      | goal=own       | {"note":"试"}                 | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/return      | goal=hidden    | {"note":"试"}                 | 401 401  409 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/progress    | goal=own       | {"happened_on":"2099-01-01","text":"试"} | 401 401  403 403 403 422 404  404 404 404  404 404
POST /goal/item/{goal}/progress    | goal=hidden    | {"happened_on":"2099-01-01","text":"试"} | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/ask_change  | goal=own       | {"reason":"试","standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 403 422 404  404 404 404  404 404
POST /goal/item/{goal}/ask_change  | goal=hidden    | {"reason":"试","standard":"X","aim":"试","responsible":"$person=hidden","task":"$task=hidden"} | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/grant_change | goal=own       | {}                           | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/grant_change | goal=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/refuse_change | goal=own       | {"note":"试"}                 | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/refuse_change | goal=hidden    | {"note":"试"}                 | 401 401  409 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/claim       | goal=own       | {"claim":"试","present":"x"}                | 401 401  403 403 403 422 404  404 404 404  404 404
POST /goal/item/{goal}/claim       | goal=hidden    | {"claim":"试","present":"x"}                | 401 401  403 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/end         | goal=past      | {"note":"试"}                 | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/confirm     | goal=own       | {}                           | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/confirm     | goal=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404  404 404
POST /goal/item/{goal}/send_back   | goal=own       | {"note":"试"}                 | 401 401  409 403 409 403 404  404 404 404  404 404
POST /goal/item/{goal}/send_back   | goal=hidden    | {"note":"试"}                 | 401 401  409 403 404 404 404  404 404 404  404 404
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
GET /goal/matrix                   |                |                              | 401 401  200 200 200 200 403  403 403 403
GET /goal/matrix                   | ?unit=own      |                              | 401 401  200 200 200 200 403  403 403 403  404 403
GET /goal/matrix                   | ?unit=hidden   |                              | 401 401  200 200 404 404 404  403 403 403
GET /goal/cell/{unit}              | ?unit=own, standard=B1.1 |                    | 401 401  200 200 200 200 403  403 403 403  404 403
GET /goal/cell/{unit}              | ?unit=hidden, standard=B1.1 |                 | 401 401  200 200 404 404 404  403 403 403
GET /goal/review                   |                |                              | 401 401  200 403 200 200 403  403 403 403
POST /goal/review/register         |                | {"goals":[{"goal":99999999,"version":1}]} | 401 401  200 403 200 200 403  403 403 403
POST /goal/review/confirm          |                | {"goals":[{"goal":99999999,"version":1}]} | 401 401  200 403 200 200 403  403 403 403
GET /goal/exemplars                |                |                              | 401 401  200 200 200 200 200  200 200 200
POST /goal/item/{goal}/share       | goal=own       | {}                           | 401 401  422 403 422 403 404  404 404 404
POST /goal/item/{goal}/share       | goal=hidden    | {}                           | 401 401  422 403 404 404 404  404 404 404
POST /goal/item/{goal}/unshare     | goal=own       | {}                           | 401 401  409 403 409 403 404  404 404 404
POST /goal/item/{goal}/unshare     | goal=hidden    | {}                           | 401 401  409 403 404 404 404  404 404 404
GET /goal/print/{unit}             | unit=own       |                              | 401 401  200 200 200 200 403  403 403 403  404 403
GET /goal/print/{unit}             | unit=hidden    |                              | 401 401  200 200 404 404 404  403 403 403
GET /evidence/item/{evidence}      | evidence=own   |                              | 401 401  200 200 200 200 404  404 404 404
GET /evidence/item/{evidence}      | evidence=hidden |                              | 401 401  200 200 404 404 404  404 404 404
GET /evidence/item/{evidence}/file | evidence=ownpast |                            | 401 401  409 409 409 409 404  404 404 404  404 404
GET /evidence/item/{evidence}/file | evidence=hiddenpast |                         | 401 401  409 409 404 404 404  404 404 404
GET /evidence/item/{evidence}/preview/{number} | evidence=ownpast, number=1 |         | 401 401  409 409 409 409 404  404 404 404  404 404
GET /evidence/item/{evidence}/preview/{number} | evidence=hiddenpast, number=1 |      | 401 401  409 409 404 404 404  404 404 404
POST /evidence/item/{evidence}/edit | evidence=own  | {"name":"试.exe","happened":"2020-01-01","restricted":false} | 401 401  403 403 403 422 404  404 404 404
POST /evidence/item/{evidence}/edit | evidence=hidden | {"name":"试.exe","happened":"2020-01-01","restricted":false} | 401 401  403 403 404 404 404  404 404 404
POST /evidence/item/{evidence}/withdraw | evidence=hidden | {"note":"试"}           | 401 401  403 403 404 404 404  404 404 404
POST /evidence/item/{evidence}/look | evidence=own  | {"purpose":"核实情况"}       | 401 401  200 200 200 200 404  404 404 404
POST /evidence/item/{evidence}/look | evidence=hidden | {"purpose":"核实情况"}     | 401 401  200 200 404 404 404  404 404 404
POST /evidence/item/{evidence}/link | evidence=own  | {"target":"$goal=hidden"}    | 401 401  403 403 404 404 404  404 404 404
POST /evidence/item/{evidence}/link | evidence=hidden | {"target":"$goal=hidden"}  | 401 401  403 403 404 404 404  404 404 404
POST /evidence/link/{link}/end     | link=own       | {"reason":"试"}              | 401 401  403 403 403 409 404  404 404 404
POST /evidence/link/{link}/end     | link=hidden    | {"reason":"试"}              | 401 401  403 403 404 404 404  404 404 404
GET /evidence/library              | ?unit=own      |                              | 401 401  200 200 200 200 200  200 200 200  404 200
GET /evidence/library              | ?unit=hidden   |                              | 401 401  200 200 404 404 404  200 200 200
GET /evidence/of/{item}            | item=own       |                              | 401 401  200 200 200 200 404  404 404 404
GET /evidence/of/{item}            | item=hidden    |                              | 401 401  200 200 404 404 404  404 404 404
GET /evidence/quota/{unit}         | unit=own       |                              | 401 401  200 200 200 200 404  404 404 404  404 404
GET /evidence/quota/{unit}         | unit=hidden    |                              | 401 401  200 200 404 404 404  404 404 404
POST /evidence/quota/{unit}        | unit=own       | {"basis":"试"}               | 401 401  200 403 403 403 403  403 403 403  403 403
POST /evidence/quota/{unit}        | unit=hidden    | {"basis":"试"}               | 401 401  200 403 403 403 403  403 403 403
OPTIONS /evidence/uploads          |                |                              | 204 204  204 204 204 204 204  204 204 204
OPTIONS /evidence/uploads/{upload} | upload=hidden  |                              | 204 204  204 204 204 204 204  204 204 204
POST /evidence/uploads             |                |                              | 401 401  413 422 413 413 413  422 422 422
POST /evidence/uploads             | unit=own       |                              | 401 401  403 403 403 413 413  403 403 403  404 403
POST /evidence/uploads             | unit=hidden    |                              | 401 401  403 403 404 404 404  403 403 403
HEAD /evidence/uploads/{upload}    | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
PATCH /evidence/uploads/{upload}   | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
DELETE /evidence/uploads/{upload}  | upload=hidden  |                              | 401 401  404 404 404 404 404  404 404 404
POST /evidence/form                |                |                              | 401 400  400 400 400 400 400  400 400 400  400 400
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
`;
