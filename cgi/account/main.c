/* account.fcgi: signing in and out, passwords, sessions, and who one is. */
#include "handlers.h"
#include "password.h"
#include "serve.h"

/* clang-format off */
static const struct field login_fields[] = {
	/* name        kind        least  most           label */
	{ "login",     FIELD_LINE, 1,     40,            "账号" },
	{ "password",  FIELD_TEXT, 1,     PASSWORD_MOST, "密码" },
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
};
/* clang-format on */
static const struct program account = {"account", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &account);
}
