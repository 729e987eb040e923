# Writes a Chinese sample of the CRM set's shape into `folder`: same tables, columns, sizes and kinds of defects. Always the same.

function pick(list, n) { return list[1 + int(rand() * n)] }
function day(offset,   month) {  # days since 2016-10-01, months of 30
  month = 9 + int(offset / 30)
  return sprintf("%04d-%02d-%02d", 2016 + int(month / 12), 1 + month % 12, 1 + int(offset % 28))
}

BEGIN {
  srand(20260301)
  nc = split("北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 西安 青岛 宁波 厦门 长沙 天津 重庆 无锡", city, " ")
  nk = split("精密机械 电子科技 医疗器械 新能源 食品", trade, " ")
  split("制造业 电子 医药 能源 食品饮料", sector, " ")
  nn = split("王伟 李娜 张敏 刘洋 陈静 杨帆 赵磊 黄丽 周强 吴霞 徐峰 孙悦 马超 朱琳 胡军 郭艳 何平 高飞 林涛 罗兰 郑凯 梁晨 谢芳 宋杰 唐雪 许诺 韩冰 冯源 邓超 曹颖 彭博 曾敏 萧然 田甜 董浩", agent, " ")
  nm = split("钱经理 孔经理 严经理 华经理 金经理 魏经理", boss, " ")
  split("华北 华北 华东 华东 华南 华南", office, " ")
  print "sales_agent,manager,regional_office" > (folder "/sales_teams.csv")
  for (i = 1; i <= nn; i++) { b = 1 + (i - 1) % nm; print agent[i] "," boss[b] "," office[b] > (folder "/sales_teams.csv") }

  print "product,series,sales_price" > (folder "/products.csv")
  np = split("GTX Basic;GTX Pro;MG Special;MG Advanced;GTX Plus Pro;GTX Plus Basic;GTK 500", product, ";")
  split("550 4821 55 3393 5482 1096 26768", price, " ")
  for (i = 1; i <= np; i++) print product[i] "," substr(product[i], 1, index(product[i], " ") - 1) "," price[i] > (folder "/products.csv")

  print "account,sector,year_established,revenue,employees,office_location,subsidiary_of" > (folder "/accounts.csv")
  na = 85
  for (i = 1; i <= na; i++) {
    t = 1 + (i - 1) % nk
    c = 1 + int((i - 1) / nk)
    account[i] = city[c] trade[t] "有限公司"
    parent = i % 6 == 0 && i > 6 ? account[i - 6] : ""
    print account[i] "," sector[t] "," 1980 + int(rand() * 40) "," sprintf("%.2f", rand() * 5000) "," 50 + int(rand() * 9000) "," city[c] "," parent > (folder "/accounts.csv")
  }

  print "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value" > (folder "/sales_pipeline.csv")
  for (i = 1; i <= 8800; i++) {
    a = 1 + int(rand() * na)
    # Thirty agents have deals; each account knows some of them better than others.
    who = agent[1 + (a + int(rand() * rand() * 30)) % 30]
    p = 1 + int(rand() * np)
    name = product[p] == "GTX Pro" ? "GTXPro" : product[p]  # spelled differently from the product list
    r = rand()
    stage = r < 0.48 ? "Won" : r < 0.76 ? "Lost" : r < 0.94 ? "Engaging" : "Prospecting"
    open = stage == "Engaging" || stage == "Prospecting"
    start = int(rand() * 300)
    print sprintf("%08X", 268435456 + i * 7919) "," who "," name "," (open && rand() < 0.68 ? "" : account[a]) "," stage "," \
      (stage == "Prospecting" ? "" : day(start)) "," (open ? "" : day(start + 30 + int(rand() * 90))) "," (open ? "" : stage == "Lost" ? 0 : int(price[p] * (0.8 + rand() * 0.4))) > (folder "/sales_pipeline.csv")
  }
}
