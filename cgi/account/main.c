/* account.fcgi: signing in and out, accounts, roles, deputies, one-time passwords, the audit. */
#include "handlers.h"
#include "outside.h"
#include "password.h"
#include "serve.h"

/* clang-format off */
static const struct field login_fields[] = {
	/* name        kind        least  most           label */
	{ "login",     FIELD_LINE, 1,     40,            "账号" },
	{ "password",  FIELD_TEXT, 1,     PASSWORD_MOST, "密码" },
	{ "code",      FIELD_LINE, 0,     40,            "动态口令" },
};
static const struct field password_fields[] = {
	{ "old",       FIELD_TEXT, 1,     PASSWORD_MOST, "现在的密码" },
	{ "new",       FIELD_TEXT, 1,     PASSWORD_MOST, "新密码" },
};
static const struct field first_fields[] = {
	{ "code",      FIELD_LINE, 1,     40,            "首次登录码" },
	{ "login",     FIELD_LINE, 0,     40,            "账号" },
	{ "password",  FIELD_TEXT, 1,     PASSWORD_MOST, "新密码" },
};
static const struct field session_fields[] = {
	{ "session",   FIELD_LINE, 16,    16,            "登录" },
};
static const struct field code_fields[] = {
	{ "code",      FIELD_LINE, 1,     40,            "动态口令" },
};
static const struct field off_fields[] = {
	{ "password",  FIELD_TEXT, 1,     PASSWORD_MOST, "现在的密码" },
	{ "code",      FIELD_LINE, 1,     40,            "动态口令" },
};
static const struct field colleagues_fields[] = {
	{ "seat",      FIELD_ID,   1,     0,             "身份" },
	{ "q",         FIELD_LINE, 1,     30,            "姓名或账号" },
};
static const struct field deputise_fields[] = {
	{ "seat",      FIELD_ID,   1,     0,             "身份" },
	{ "deputy",    FIELD_ID,   1,     0,             "委托给谁" },
	{ "since",     FIELD_DATE, 1,     0,             "开始日期" },
	{ "until",     FIELD_DATE, 1,     0,             "结束日期" },
	{ "reason",    FIELD_LINE, 1,     60,            "委托原因" },
};
static const struct field delegation_fields[] = {
	{ "delegation", FIELD_ID,  1,     0,             "委托" },
};
static const struct field accounts_fields[] = {
	{ "q",         FIELD_LINE, 0,     30,            "姓名或账号" },
	{ "state",     FIELD_WORD, 0,     20,            "状态" },
	{ "role",      FIELD_WORD, 0,     20,            "身份" },
	{ "unit",      FIELD_ID,   0,     0,             "单位" },
	{ "after",     FIELD_ID,   0,     0,             "页" },
};
static const struct field account_fields[] = {
	{ "account",   FIELD_ID,   1,     0,             "账号" },
};
static const struct field rename_fields[] = {
	{ "account",   FIELD_ID,   1,     0,             "账号" },
	{ "name",      FIELD_LINE, 1,     30,            "姓名" },
	{ "login",     FIELD_LINE, 1,     40,            "账号" },
};
static const struct field candidates_fields[] = {
	{ "unit",      FIELD_ID,   1,     0,             "单位" },
	{ "post",      FIELD_WORD, 0,     30,            "职务" },
	{ "after",     FIELD_ID,   0,     0,             "页" },
};
static const struct field make_fields[] = {
	{ "people",    FIELD_JSON, 2,     40000,         "人员" },
};
static const struct field slips_fields[] = {
	{ "accounts",  FIELD_IDS,  1,     200,           "账号" },
};
static const struct field grant_fields[] = {
	{ "account",   FIELD_ID,   1,     0,             "账号" },
	{ "role",      FIELD_WORD, 1,     20,            "身份" },
	{ "unit",      FIELD_ID,   1,     0,             "单位" },
	{ "since",     FIELD_DATE, 1,     0,             "开始日期" },
	{ "until",     FIELD_DATE, 0,     0,             "结束日期" },
	{ "basis",     FIELD_LINE, 1,     200,           "依据" },
};
static const struct field end_fields[] = {
	{ "seat",      FIELD_ID,   1,     0,             "身份" },
	{ "until",     FIELD_DATE, 0,     0,             "结束日期" },
};
static const struct field holders_fields[] = {
	{ "unit",      FIELD_ID,   1,     0,             "单位" },
	{ "post",      FIELD_WORD, 1,     30,            "职务" },
	{ "role",      FIELD_WORD, 1,     20,            "身份" },
};
static const struct field grant_many_fields[] = {
	{ "unit",      FIELD_ID,   1,     0,             "单位" },
	{ "post",      FIELD_WORD, 1,     30,            "职务" },
	{ "role",      FIELD_WORD, 1,     20,            "身份" },
	{ "accounts",  FIELD_IDS,  1,     500,           "账号" },
	{ "since",     FIELD_DATE, 1,     0,             "开始日期" },
	{ "until",     FIELD_DATE, 0,     0,             "结束日期" },
	{ "basis",     FIELD_LINE, 1,     200,           "依据" },
};
static const struct field audit_fields[] = {
	{ "since",     FIELD_DATE, 0,     0,             "开始日期" },
	{ "until",     FIELD_DATE, 0,     0,             "结束日期" },
	{ "who",       FIELD_LINE, 0,     40,            "谁" },
	{ "action",    FIELD_LINE, 0,     60,            "做了什么" },
	{ "subject",   FIELD_LINE, 0,     60,            "对象" },
	{ "after",     FIELD_ID,   0,     0,             "页" },
};
#define EXPORT_FIELDS audit_fields, (sizeof(audit_fields) / sizeof *audit_fields - 1)
static const struct field verify_fields[] = {
	{ "after",     FIELD_ID,   0,     0,             "从第几条起" },
};
static const struct field sign_in_fields[] = {
	{ "account",   FIELD_ID,   1,     0,             "账号" },
	{ "sign_in",   FIELD_WORD, 1,     20,            "怎么登录" },
	{ "subject",   FIELD_LINE, 0,     200,           "名称" },
};
static const struct field oidc_start_fields[] = {
	{ "back",      FIELD_LINE, 0,     500,           "回到哪一页" },
};
static const struct field oidc_back_fields[] = {
	{ "state",     FIELD_LINE, 0,     100,           "登录" },
	{ "code",      FIELD_LINE, 0,     2000,          "登录" },
	{ "iss",       FIELD_LINE, 0,     200,           "登录" },
	{ "error",     FIELD_LINE, 0,     100,           "登录" },
};
static const struct field oidc_enter_fields[] = {
	{ "state",     FIELD_LINE, 0,     100,           "登录" },
	{ "code",      FIELD_LINE, 0,     2000,          "登录" },
	{ "iss",       FIELD_LINE, 0,     200,           "登录" },
	{ "error",     FIELD_LINE, 0,     100,           "登录" },
};
static const struct route routes[] = {
	{ POST, ANYONE,    "/account/login", NULL, ROWS(login_fields), account_login,
	  "Sign in" },
	{ POST, ANYONE,    "/account/first", NULL, ROWS(first_fields), account_first,
	  "Set the first password by a one-time code, and sign in" },
	{ POST, ANYONE,    "/account/logout", "account.logout", NO_FIELDS, account_logout,
	  "Sign out" },
	{ GET,  ANYONE,    "/account/help", "account.help", NO_FIELDS, NULL,
	  "What the sign-in page says: the secrecy line, and whom to ask" },
	{ GET,  SIGNED_IN, "/account/me", "account.me", NO_FIELDS, account_me,
	  "Who is signed in, and what they may do" },
	{ POST, SIGNED_IN, "/account/password", NULL, ROWS(password_fields), account_password,
	  "Change one's own password" },
	{ GET,  SIGNED_IN, "/account/sessions", "account.sessions", NO_FIELDS, NULL,
	  "One's own sessions" },
	{ POST, SIGNED_IN, "/account/session/{session}/end", "account.end_session",
	  ROWS(session_fields), NULL, "End one of one's own sessions" },

	/* by a provider (OpenID Connect) */
	{ GET,  ANYONE,    "/account/oidc/start", NULL, ROWS(oidc_start_fields), oidc_start,
	  "Begin to sign in by the provider; leads there", .logged = true },
	{ GET,  ANYONE,    "/account/oidc/back", NULL, ROWS(oidc_back_fields), oidc_back,
	  "Where the provider leads back to; a page that goes on by itself", .open_query = true },
	{ GET,  ANYONE,    "/account/oidc/enter", NULL, ROWS(oidc_enter_fields), oidc_enter,
	  "Take the provider's code, verify who it is and begin a session", .logged = true },

	/* one's own account */
	{ GET,  SIGNED_IN, "/account/mine", "account.mine", NO_FIELDS, NULL,
	  "All that one may do, who granted it, one's deputies, how one signs in" },
	{ POST, SIGNED_IN, "/account/second", NULL, NO_FIELDS, second_begin,
	  "A new secret of one-time passwords, not yet confirmed" },
	{ POST, SIGNED_IN, "/account/second/confirm", NULL, ROWS(code_fields), second_confirm,
	  "Confirm one-time passwords by the first of them; gives recovery codes" },
	{ POST, SIGNED_IN, "/account/second/codes", NULL, ROWS(code_fields), second_codes,
	  "New recovery codes in place of the earlier ones" },
	{ POST, SIGNED_IN, "/account/second/off", NULL, ROWS(off_fields), second_off,
	  "Switch one's own one-time passwords off" },
	{ GET,  SIGNED_IN, "/account/colleagues", "account.colleagues", ROWS(colleagues_fields), NULL,
	  "Who may act for the caller in one of their seats" },
	{ POST, SIGNED_IN, "/account/deputies", "account.deputise", ROWS(deputise_fields), NULL,
	  "Let somebody act for the caller until a day" },
	{ POST, SIGNED_IN, "/account/deputies/{delegation}/end", "account.end_deputy",
	  ROWS(delegation_fields), NULL, "End a delegation that one gave or has" },

	/* accounts, for administrators */
	{ GET,  SIGNED_IN, "/account/accounts", "account.accounts", ROWS(accounts_fields), NULL,
	  "Accounts: who holds what where until when, and who granted it" },
	{ GET,  SIGNED_IN, "/account/accounts/{account}", "account.account", ROWS(account_fields), NULL,
	  "One account with its past" },
	{ GET,  SIGNED_IN, "/account/choices", "account.choices", NO_FIELDS, NULL,
	  "The roles, the posts and the unit at the top" },
	{ GET,  SIGNED_IN, "/account/candidates", "account.candidates", ROWS(candidates_fields), NULL,
	  "Members of a subtree without an account; reading it is recorded", .logged = true },
	{ POST, SIGNED_IN, "/account/accounts", "account.make", ROWS(make_fields), NULL,
	  "Make accounts, all or none" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/disable", "account.disable",
	  ROWS(account_fields), NULL, "Disable an account at once" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/enable", "account.enable",
	  ROWS(account_fields), NULL, "Take a disabled account into use again" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/rename", "account.rename",
	  ROWS(rename_fields), NULL, "Give an account another name or login" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/sign-in", "account.sign_in_by",
	  ROWS(sign_in_fields), NULL, "Where an account's password is judged" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/reset-second", "account.reset_second",
	  ROWS(account_fields), NULL, "Remove the one-time passwords of who lost their device" },
	{ POST, SIGNED_IN, "/account/slips", NULL, ROWS(slips_fields), slips_make,
	  "Codes for first log-ins; they are in this answer and nowhere else" },
	{ POST, SIGNED_IN, "/account/accounts/{account}/roles", "account.give_role",
	  ROWS(grant_fields), NULL, "Grant a role at a unit" },
	{ POST, SIGNED_IN, "/account/roles/{seat}/end", "account.end_role", ROWS(end_fields), NULL,
	  "End a role, at once or at the end of a day" },
	{ GET,  SIGNED_IN, "/account/holders", "account.holders", ROWS(holders_fields), NULL,
	  "Who holds a post in a subtree and has an account; reading it is recorded", .logged = true },
	{ POST, SIGNED_IN, "/account/roles", "account.give_role_by_post", ROWS(grant_many_fields), NULL,
	  "Grant a role to many who hold a post" },

	/* the audit, for its administrator */
	{ GET,  SIGNED_IN, "/account/audit", "account.audit", ROWS(audit_fields), NULL,
	  "What was done by whom; reading it is recorded", .logged = true },
	{ GET,  SIGNED_IN, "/account/audit/words", "account.audit_words", NO_FIELDS, NULL,
	  "The actions that have a name" },
	{ GET,  SIGNED_IN, "/account/audit.csv", "account.audit_export", EXPORT_FIELDS,
	  audit_csv_send, "The same as a file; taking it out is recorded", .logged = true },
	{ GET,  SIGNED_IN, "/account/audit.xlsx", "account.audit_export", EXPORT_FIELDS,
	  audit_workbook_send, "The same as a workbook; taking it out is recorded", .logged = true },
	{ POST, SIGNED_IN, "/account/audit/verify", "account.verify", ROWS(verify_fields), NULL,
	  "Compute links of the audit's chain anew" },
};
/* clang-format on */
static const struct program account = {
    "account", ROWS(routes), .problem_page = oidc_problem, .start = outside_start};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &account);
}
