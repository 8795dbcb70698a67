/* search.c: `wuhao search`. */
#include "commands.h"

#include <stdio.h>

void
command_search(struct desk *desk, struct words *words)
{
	struct slice count;

	words_expect(words, 0, "search");
	desk_connect(desk);
	count = desk_value(desk, "asking for the keys anew",
	    "with due as (insert into data.search_due (what, id)"
	    " select 'unit', u.id from data.unit as u union all"
	    " select 'person', p.id from data.person as p"
	    " on conflict on constraint search_due_pkey do update set id = excluded.id returning 1)"
	    " select count(*) from due",
	    NULL, 0);
	printf("the keeper writes the keys of %.*s units and members anew\n", SLICE_PRINT(count));
}
