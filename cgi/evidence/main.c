/* evidence.fcgi: uploads (tus 1.0.0), the store of bytes by their digest, evidence and its uses, meeting records. */
#include "serve.h"

/* clang-format off */
static const struct field evidence_fields[] = {
	{ "evidence", FIELD_ID, 1, 0 },
};
static const struct route routes[] = {
	/* evidence */
	{ GET, SIGNED_IN, "/evidence/item/{evidence}", "evidence.show", ROWS(evidence_fields), NULL,
	  "One piece of evidence: its facts, digests, where it is used, its history" },
};
/* clang-format on */
static const struct program evidence = {"evidence", ROWS(routes)};

int
main(int argc, char **argv)
{
	return serve(argc, argv, &evidence);
}
