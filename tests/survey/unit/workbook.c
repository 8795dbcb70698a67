/* workbook.h: a result becomes a file, whatever is withheld in it. What is in it: http/workbook. */
#include "../../common/unit/lab.h"

#include "json.h"
#include "survey/workbook.h"

static const char whole[] =
    "{\"round\":{\"title\":\"测评\",\"office\":\"工委\",\"period\":\"这三个月\",\"early\":null},"
    "\"tables\":[{\"stratum_label\":\"群众\",\"channel_label\":\"凭卡\",\"note\":null,"
    "\"total\":{\"shown\":\"full\",\"text\":\"88%\",\"rate\":88,\"shares\":[50,38,5,5,2],"
    "\"step\":\"50份以上\",\"note\":null},"
    "\"rows\":[{\"unit\":1,\"name\":\"甲\",\"public_name\":null,"
    "\"figure\":{\"shown\":\"few\",\"text\":\"不到5份\",\"rate\":null,\"shares\":null,"
    "\"step\":null,\"note\":null}}],\"pressure\":null,"
    "\"questions\":[{\"number\":2,\"text\":\"几方面\",\"kind\":\"matrix\","
    "\"options\":[\"好\",\"差\"],\"rows\":[\"快\",\"准\"],"
    "\"total\":{\"cells\":[[60,40],null],\"text\":\"不显示\"},"
    "\"units\":[{\"unit\":1,\"name\":\"甲\",\"cells\":null,\"text\":\"不显示\"}]}]}],"
    "\"formula\":\"满意率\",\"order\":\"按建制顺序排列\"}";

static bool
book_of(struct arena *arena, const char *json, struct slice *bytes)
{
	struct json_object *result;

	assert_true(json_read(arena, slice_of(json), &result));
	return workbook_of(arena, result, bytes);
}

static void
a_result_becomes_a_zip_file(void **arena)
{
	struct slice bytes;

	assert_true(book_of(*arena, whole, &bytes));
	assert_true(bytes.length > 1000);
	assert_memory_equal(bytes.at, "PK\003\004", 4);
	assert_true(contains(bytes, "xl/worksheets/sheet1.xml"));
	assert_false(contains(bytes, "xl/worksheets/sheet2.xml"));
}

static void
a_result_without_tables_becomes_one_too(void **arena)
{
	struct slice bytes;

	assert_true(book_of(*arena, "{\"round\":{},\"tables\":[]}", &bytes));
	assert_true(contains(bytes, "xl/worksheets/sheet1.xml"));
}

static void
missing_members_are_left_empty(void **arena)
{
	struct slice bytes;

	assert_true(book_of(*arena, "{\"tables\":[{\"rows\":[{}],\"questions\":[{}]}]}", &bytes));
	assert_memory_equal(bytes.at, "PK\003\004", 4);
}

int
main(void)
{
	const struct CMUnitTest facts[] = {
	    FACT(a_result_becomes_a_zip_file),
	    FACT(a_result_without_tables_becomes_one_too),
	    FACT(missing_members_are_left_empty),
	};

	return RUN(facts);
}
