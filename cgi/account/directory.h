/*
 * directory.h: judging a password by a directory (LDAP, RFC 4511): whoever can bind as an entry knows
 * its password. The line is TLS with a certificate that is verified, or a socket of this machine.
 */
#ifndef WUHAO_ACCOUNT_DIRECTORY_H
#define WUHAO_ACCOUNT_DIRECTORY_H

#include "arena.h"

/* What the settings say; each may be empty. */
struct directory {
	struct slice
	    url; /* ldaps://…, ldap://… (then StartTLS) or ldapi://…; several with blanks */
	struct slice ca;     /* file of the authorities that its certificate is verified by */
	struct slice dn;     /* "uid={login},ou=people,dc=…" */
	struct slice base;   /* where to look for the entry, if there is no template */
	struct slice filter; /* "(uid={login})" */
	struct slice bind;   /* who looks; empty: nobody in particular */
	struct slice secret; /* that one's password */
};

enum verdict { VERDICT_RIGHT, VERDICT_WRONG, VERDICT_AWAY };

/*
 * Binds as the entry of `subject` with `password`.
 *   subject  a distinguished name (it has a '='), or what stands for {login} in template or filter
 * Takes 8 s at most once connected. WRONG too for an empty password (an anonymous bind succeeds), an entry that is not there or is there
 * twice. AWAY, with a line in the log, for all that says nothing of the password: no connection
 * within 4 s, a certificate that doesn't fit, a directory that refuses to work.
 */
enum verdict directory_judge(struct arena *arena, const struct directory *directory,
    struct slice subject, struct slice password);

/* Once, before the first call: no file and no variable of the machine's sets anything for us. */
void directory_start(void);

/* A value as it stands in a distinguished name (RFC 4514 section 2.4), and in a filter (RFC 4515). */
struct slice directory_dn_value(struct arena *arena, struct slice value);
struct slice directory_filter_value(struct arena *arena, struct slice value);

#endif
