#include "problem_words.h"

#include <stddef.h>

/* clang-format off */
static const struct problem_words words[] = {
	{ 400, "bad-request", "没有看懂这次请求",
	  "发来的内容不完整。没有任何改动，请刷新后再试。" },
	{ 401, "signed-out", "请先登录",
	  "还没有登录，或已自动退出。登录后回到这一页。" },
	{ 403, "forbidden", "没有这项权限",
	  "当前身份不能这样办。需要办理，请联系管理员。" },
	{ 404, "not-found", "没有找到",
	  "地址不对，内容已移走，或者当前身份看不到。" },
	{ 405, "method", "没有看懂这次请求",
	  "这个地址不能这样用。没有任何改动，请刷新后再试。" },
	{ 409, "conflict", "现在不能这样办",
	  "这一件现在不能这样办，没有任何改动。请刷新后再看。" },
	{ 410, "gone", "没有找到",
	  "内容已移走，不能再用。" },
	{ 412, "changed", "别人刚改过",
	  "别人刚改过这一件。您写的还在，请对照后再保存。" },
	{ 413, "too-large", "内容太大",
	  "内容超过了限度。没有保存。" },
	{ 415, "format", "不能用这种格式",
	  "可以用：JSON。没有保存。" },
	{ 422, "invalid", "有1处要改",
	  "请改好标出的地方再提交。" },
	{ 423, "locked", "现在不能这样办",
	  "别处正在办这一件，没有任何改动。请稍后再试。" },
	{ 429, "too-many", "请稍等再试",
	  "短时间内次数太多，没有保存。请等{s}秒。" },
	{ 460, "checksum", "没有看懂这次请求",
	  "收到的内容和校验值不一致，没有保存。请再传一次。" },
	{ 500, "failed", "系统出错了",
	  "不是您的问题，也不确定保存了没有。请再点一次，不会办两次；还不行，把编号{number}告诉管理员。" },
	{ 503, "busy", "系统暂时忙",
	  "没有保存，您写的还在。请等{s}秒再试。" },
	{ 507, "full", "存不下了",
	  "服务器空间不足，文件没有存上。请联系管理员，腾出空间后再传。" },
};
/* clang-format on */

const struct problem_words *
problem_words(int status)
{
	int known = status >= 400 && status < 500 ? 400 : 500;
	const struct problem_words *fallback = NULL;

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (words[i].status == status)
			return words + i;
		if (words[i].status == known)
			fallback = words + i;
	}
	return fallback;
}
