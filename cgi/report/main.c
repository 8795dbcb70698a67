/* report.fcgi: the home page's one to-do list. SQL decides all of it. */
#include "serve.h"

/* clang-format off */
static const struct route routes[] = {
	{ GET, SIGNED_IN, "/report/home", "report.home", NO_FIELDS, NULL,
	  "What is to be done today, by the caller" },
};
/* clang-format on */
static const struct program report = {"report", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &report);
}
