#include "first_code.h"

#include "code.h"
#include "crypto.h"

const char *
code_renew(struct desk *desk, struct slice account)
{
	char *shown = arena_alloc(desk->arena, CODE_SHOWN_SIZE);
	char canonical[CODE_LENGTH];
	unsigned char digest[CODE_DIGEST_SIZE];
	struct slice values[2];

	code_make(shown);
	code_read(slice_of(shown), canonical);
	code_digest(canonical, digest);
	values[0] = account;
	values[1] = hex(desk->arena, digest, sizeof digest);
	desk_run(desk, "making a one-time code", "delete from data.first_code where account = $1",
	    values, 1);
	desk_run(desk, "making a one-time code",
	    "insert into data.first_code (account, digest, valid_until) values ($1, decode($2, 'hex'),"
	    " base.now() + make_interval(days => coalesce(base.rule('first_code_days'), 7)::integer))",
	    values, 2);
	return shown;
}
