#include "sheet_kinds.h"

/* clang-format off */
static const struct sheet_field units[] = {
	{ "full_name", "全称", VALUE_LINE, 60, true,
	  {"单位全称", "党组织全称", "组织全称", "党组织名称", "单位名称", "组织名称", "名称"}, "必填" },
	{ "short_name", "简称", VALUE_LINE, 30, true,
	  {"单位简称", "党组织简称", "组织简称"}, "必填，最多30字" },
	{ "public_name", "对外名称", VALUE_LINE, 30, false,
	  {"对外公开名称", "群众知道的名称", "窗口名称"}, "群众知道的名称，测评用" },
	{ "kind", "类型", VALUE_LINE, 20, false,
	  {"党组织类型", "组织类型", "单位类型", "类别", "党组织类别"}, "新增必填" },
	{ "superior", "上级党组织", VALUE_LINE, 60, false,
	  {"上级", "上级组织", "上级单位", "隶属", "所属党组织", "上级党组织名称", "隶属党组织"}, "新增必填，全称或简称" },
	{ "sector", "行业", VALUE_LINE, 30, false,
	  {"所属行业", "行业类别", "系统", "领域"}, "要和“单位种类和行业”里的相同" },
	{ "official_order", "建制序号", VALUE_INTEGER, 6, false,
	  {"排序", "建制顺序", "显示顺序"}, "同一上级之下的次序，写数字" },
	{ "opened_on", "成立日期", VALUE_DATE, 10, false,
	  {"成立时间", "建立日期", "建立时间", "批准成立时间"}, "例如2019-07-01" },
};
static const struct sheet_field members[] = {
	{ "name", "姓名", VALUE_NAME, 30, true,
	  {"党员姓名", "名字", "姓 名", "党员", "人员姓名"}, "必填" },
	{ "unit", "所在党组织", VALUE_LINE, 60, true,
	  {"党组织", "所在支部", "所在党支部", "党支部", "支部", "所属党组织", "所属支部", "所在党组织名称", "支部名称", "党组织名称"},
	  "必填，全称或简称" },
	{ "number", "内部编号", VALUE_NUMBER, 30, false,
	  {"编号", "党员编号", "工号", "人员编号", "职工号"}, "对人用；没有就空着" },
	{ "state", "党员类别", VALUE_LINE, 20, false,
	  {"人员类别", "党员状态", "类别", "党员类型", "党籍状态"}, "新增必填" },
	{ "joined_on", "入党日期", VALUE_DATE, 10, false,
	  {"入党时间", "加入党组织日期", "入党年月", "接收为预备党员日期", "接收预备党员日期"}, "例如2019-07-01" },
	{ "full_on", "转正日期", VALUE_DATE, 10, false,
	  {"转正时间", "转为正式党员日期", "转正年月"}, "例如2020-07-01" },
	{ "duty", "职务", VALUE_LINE, 60, false,
	  {"党内职务", "现任职务", "职务名称", "工作岗位", "岗位"}, "最多60字" },
	{ "since", "进入本支部日期", VALUE_DATE, 10, false,
	  {"进入支部日期", "转入日期", "进入当前支部日期", "转入时间", "进入党组织日期"}, "空着就是导入当天" },
};
static const struct sheet_field posts[] = {
	{ "unit", "党组织", VALUE_LINE, 60, true,
	  {"所在党组织", "单位", "党组织名称", "党支部", "支部", "单位名称", "任职党组织", "所在支部", "所在党支部", "所属党组织",
	   "所属支部"}, "必填，全称或简称" },
	{ "post", "职务", VALUE_LINE, 20, true,
	  {"党内职务", "任职", "职务名称", "担任职务", "岗位"}, "必填" },
	{ "name", "姓名", VALUE_NAME, 30, false,
	  {"党员姓名", "名字", "任职人", "人员姓名"}, "姓名或内部编号填一个" },
	{ "number", "内部编号", VALUE_NUMBER, 30, false,
	  {"编号", "党员编号", "工号", "人员编号", "职工号"}, "有同名的要填" },
	{ "title", "分工", VALUE_LINE, 30, false,
	  {"委员分工", "具体分工", "分管工作"}, "例如组织委员" },
	{ "since", "任职日期", VALUE_DATE, 10, false,
	  {"任职时间", "任现职时间", "开始日期", "任职开始日期"}, "新增必填，例如2024-03-01" },
	{ "until", "离任日期", VALUE_DATE, 10, false,
	  {"离任时间", "免职日期", "免职时间", "结束日期"}, "还在任就空着" },
	{ "trained_on", "最近培训日期", VALUE_DATE, 10, false,
	  {"培训日期", "培训时间", "最近培训时间"}, "专兼职党务干部填" },
};
/* An import keeps what it read for some days: these numbers are entered at the member's page alone. */
static const char *const unread[] = {
	"身份证号", "身份证号码", "公民身份号码", "居民身份证号码", "身份证", "证件号码", NULL };
static const struct sheet_kind kinds[] = {
	{ "units", "单位", units, sizeof units / sizeof *units, unread },
	{ "members", "党员", members, sizeof members / sizeof *members, unread },
	{ "posts", "职务", posts, sizeof posts / sizeof *posts, unread },
};
static const char *const unit_kinds[] = {
	"机关工委", "党组（党委）", "机关党委", "党总支", "党支部", "党小组", NULL };
static const char *const states[] = { "正式党员", "预备党员", NULL };
static const char *const post_names[] = {
	"书记", "副书记", "委员", "组长", "专职党务干部", "兼职党务干部", NULL };
/* clang-format on */

const struct sheet_kind *
sheet_kind_of(struct slice name)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (slice_equal(name, slice_of(kinds[i].name)))
			return kinds + i;
	return NULL;
}

const char *const *
sheet_choices(const struct sheet_kind *kind, size_t field)
{
	const char *name = kind->fields[field].name;

	if (strcmp(name, "kind") == 0)
		return unit_kinds;
	if (strcmp(name, "state") == 0)
		return states;
	return strcmp(name, "post") == 0 ? post_names : NULL;
}
