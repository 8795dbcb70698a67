-- Strata, channels, and the two questionnaires of words.md 8 in the shape of data.question.
insert into data.stratum (stratum, label, official_order) values
	('masses', '群众', 1),
	('grassroots', '基层单位', 2)
on conflict (stratum) do update set label = excluded.label, official_order = excluded.official_order;

insert into data.channel (channel, label, official_order) values
	('card', '凭卡', 1),
	('open', '公开二维码', 2)
on conflict (channel) do update set label = excluded.label, official_order = excluded.official_order;

insert into data.template (code, stratum, label, questions) values
	('qunzhong', 'masses', '群众', $$[
		{"number": 1, "kind": "scale", "text": "总的来说，您对{public_name}的服务满意吗？", "required": true, "hint": "选一项",
			"options": ["很满意", "满意", "一般", "不满意", "很不满意", "不了解"], "rows": [], "most": null, "longest": null,
			"standards": ["B5.2"]},
		{"number": 2, "kind": "matrix", "text": "这几方面您满意吗？", "required": false, "hint": null,
			"options": ["很满意", "满意", "一般", "不满意", "很不满意", "不了解"],
			"rows": ["找得到人、进得了门", "态度和气", "话说得清楚", "办得顺、不拖"], "most": null, "longest": null,
			"standards": ["B2.4"]},
		{"number": 3, "kind": "single", "text": "您的事办成了吗？", "required": false, "hint": "选一项",
			"options": ["跑一次就办成", "跑了几次才办成", "正在办", "没办成，说清了原因", "没办成，也没说清", "没去办过事"],
			"rows": [], "most": null, "longest": null, "standards": ["B4.3"]},
		{"number": 4, "kind": "single", "text": "您提过意见或困难吗？有没有结果？", "required": false, "hint": "选一项",
			"options": ["提过，解决了", "提过，正在解决", "提过，没有结果", "想提，不知道找谁", "没提过"],
			"rows": [], "most": null, "longest": null, "standards": ["B5.1"]},
		{"number": 5, "kind": "multiple", "text": "最该改的是什么？", "required": false, "hint": "最多选3项",
			"options": ["等得太久", "要跑好几趟", "材料要得多", "说法不一样", "态度不好", "电话打不通", "没有什么要改"],
			"rows": [], "most": 3, "longest": null, "standards": ["B2.4", "B5.2"]},
		{"number": 6, "kind": "text", "text": "还想说什么？（可以不写）", "required": false,
			"hint": "请不要写姓名、电话和太具体的经过，以免别人认出您。",
			"options": [], "rows": [], "most": null, "longest": 500, "standards": ["B5.1"]}
	]$$),
	('jiceng', 'grassroots', '基层单位', $$[
		{"number": 1, "kind": "scale", "text": "总的来说，贵单位对{public_name}服务基层满意吗？", "required": true, "hint": "选一项",
			"options": ["很满意", "满意", "一般", "不满意", "很不满意", "不了解"], "rows": [], "most": null, "longest": null,
			"standards": ["B5.2"]},
		{"number": 2, "kind": "matrix", "text": "这几方面满意吗？", "required": false, "hint": null,
			"options": ["很满意", "满意", "一般", "不满意", "很不满意", "不了解"],
			"rows": ["政策讲得清", "办事公道、守规矩", "答复及时", "几个部门能配合好"], "most": null, "longest": null,
			"standards": ["B2.4", "B1.5"]},
		{"number": 3, "kind": "single", "text": "贵单位提过困难吗？有没有结果？", "required": false, "hint": "选一项",
			"options": ["提过，解决了", "提过，正在解决", "提过，没有结果", "想提，没有渠道", "没提过"],
			"rows": [], "most": null, "longest": null, "standards": ["B5.1", "B5.2"]},
		{"number": 4, "kind": "single", "text": "他们要的报表、材料和检查，有必要吗？", "required": false, "hint": "选一项",
			"options": ["都有必要", "少数没必要", "多数没必要", "没有要过", "不了解"],
			"rows": [], "most": null, "longest": null, "standards": ["B2.4"]},
		{"number": 5, "kind": "multiple", "text": "最希望他们做什么？", "required": false, "hint": "最多选3项",
			"options": ["多来现场", "政策讲明白", "答复快一些", "少要材料", "少重复检查", "帮助协调别的部门", "没有"],
			"rows": [], "most": 3, "longest": null, "standards": ["B5.1", "B4.3"]},
		{"number": 6, "kind": "text", "text": "还想说什么？（可以不写；请不要写单位和姓名）", "required": false, "hint": null,
			"options": [], "rows": [], "most": null, "longest": 500, "standards": ["B5.1"]}
	]$$)
on conflict (code) do update set stratum = excluded.stratum, label = excluded.label, questions = excluded.questions;

-- the labels and sentences above may have changed, and so may what a line holds
select base.write_round_line(r.item) from data.round as r;
