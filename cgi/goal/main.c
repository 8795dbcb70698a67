/* goal.fcgi: campaigns, plans, goals and what they cover. SQL decides; C prints. */
#include "serve.h"

/* clang-format off */
static const struct route routes[] = {
	/* campaigns and labels */
	{ GET, SIGNED_IN, "/goal/campaigns", "goal.campaigns", NO_FIELDS, NULL,
	  "The campaigns, the newest first, each with its phases" },
};
/* clang-format on */
static const struct program goal = {"goal", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &goal);
}
