<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AccountBrowser</name>
    <message numerus="yes">
        <source>%n found</source>
        <extracomment>number of hits beside a search</extracomment>
        <translation>
            <numerusform>%n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Search accounts</source>
        <extracomment>read aloud for the search over the accounts</extracomment>
        <translation>搜索客户</translation>
    </message>
    <message>
        <source>Name, pinyin, phone or code</source>
        <extracomment>hint in the search of the accounts</extracomment>
        <translation>名称、拼音、电话或编号</translation>
    </message>
    <message>
        <source>New account</source>
        <extracomment>button: create an account</extracomment>
        <translation>新建客户</translation>
    </message>
</context>
<context>
    <name>AccountCardRow</name>
    <message>
        <source>%1·%2</source>
        <extracomment>card of an account: who looks after it and when it was contacted last</extracomment>
        <translation>%1·%2</translation>
    </message>
</context>
<context>
    <name>AccountChips</name>
    <message>
        <source>Mine</source>
        <extracomment>whose accounts: mine, those of my territory, all that I may see</extracomment>
        <translation>我的</translation>
    </message>
    <message>
        <source>My territory</source>
        <translation>本区域</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Overdue visits</source>
        <extracomment>filter: accounts whose visit standard is broken</extracomment>
        <translation>逾期未访</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <extracomment>button: take away all filters and the search</extracomment>
        <translation>清除条件</translation>
    </message>
</context>
<context>
    <name>AccountColumns</name>
    <message>
        <source>Sorts by this column</source>
        <extracomment>read aloud for the head of a column</extracomment>
        <translation>按这一列排序</translation>
    </message>
</context>
<context>
    <name>AccountFacts</name>
    <message>
        <source>Owner</source>
        <extracomment>head of a fact: who looks after the account</extracomment>
        <translation>负责人</translation>
    </message>
    <message>
        <source>Team</source>
        <extracomment>head of a fact: who else works on the account</extracomment>
        <translation>团队</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Relation</source>
        <extracomment>head of a fact: how close the relation is</extracomment>
        <translation>关系</translation>
    </message>
    <message>
        <source>Health</source>
        <extracomment>head of a fact: how well the account is doing, 0 to 100</extracomment>
        <translation>健康</translation>
    </message>
    <message>
        <source>Contact</source>
        <extracomment>head of a fact: last and next contact</extracomment>
        <translation>接触</translation>
    </message>
    <message>
        <source>next</source>
        <extracomment>between the last and the next contact: &quot;8 days ago next today 09:30&quot;</extracomment>
        <translation>下次</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>+%1</source>
        <extracomment>how many more colleagues are in a team than there is room for</extracomment>
        <translation>+%1</translation>
    </message>
</context>
<context>
    <name>AccountFilePage</name>
    <message>
        <source>Overview</source>
        <extracomment>tab of an account file</extracomment>
        <translation>概览</translation>
    </message>
    <message>
        <source>Timeline</source>
        <extracomment>tab of an account file: everything that happened</extracomment>
        <translation>时间线</translation>
    </message>
    <message>
        <source>People</source>
        <extracomment>tab of an account file: contacts and who decides</extracomment>
        <translation>人物</translation>
    </message>
    <message>
        <source>Business</source>
        <extracomment>tab of an account file: opportunities, orders, competitors</extracomment>
        <translation>业务</translation>
    </message>
    <message>
        <source>Service</source>
        <extracomment>tab of an account file: complaints</extracomment>
        <translation>服务</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>tab of an account file: who changed what</extracomment>
        <translation>历史</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <translation>还没有联系人</translation>
    </message>
    <message>
        <source>No business yet</source>
        <translation>还没有业务</translation>
    </message>
    <message>
        <source>No complaints</source>
        <translation>没有投诉</translation>
    </message>
    <message>
        <source>Back to the accounts</source>
        <extracomment>button that returns to the list of accounts</extracomment>
        <translation>回到客户列表</translation>
    </message>
    <message>
        <source>It was removed, or it now belongs to a territory that you do not see.</source>
        <translation>它已被删除，或者转到了你看不到的区域。</translation>
    </message>
    <message>
        <source>The account cannot be read</source>
        <extracomment>why an account is not on this device</extracomment>
        <translation>读不出这个客户</translation>
    </message>
    <message>
        <source>This account is not on this device</source>
        <extracomment>error</extracomment>
        <translation>本机没有这个客户</translation>
    </message>
    <message>
        <source>Plan</source>
        <extracomment>tab of an account file: grades, plans, development, tasks</extracomment>
        <translation>计划</translation>
    </message>
    <message>
        <source>No plans yet</source>
        <translation>还没有计划</translation>
    </message>
</context>
<context>
    <name>AccountHeader</name>
    <message>
        <source>Call</source>
        <extracomment>button: call this account</extracomment>
        <translation>电话</translation>
    </message>
    <message>
        <source>Log visit</source>
        <extracomment>button: write down what happened at a visit</extracomment>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>More</source>
        <extracomment>button that opens a menu of further actions</extracomment>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>AccountListStates</name>
    <message>
        <source>Open sync</source>
        <translation>打开同步</translation>
    </message>
    <message>
        <source>Drop the last filter</source>
        <extracomment>button that opens the sync page</extracomment>
        <translation>去掉最后一个条件</translation>
    </message>
    <message>
        <source>Clear all filters</source>
        <extracomment>buttons of an empty list of accounts</extracomment>
        <translation>清除全部条件</translation>
    </message>
    <message>
        <source>Show all accounts</source>
        <extracomment>buttons of a list that is empty because of its filters</extracomment>
        <translation>显示全部客户</translation>
    </message>
    <message>
        <source>New account</source>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Accounts that you look after appear here.</source>
        <translation>归你负责的客户会列在这里。</translation>
    </message>
    <message>
        <source>The accounts cannot be read</source>
        <extracomment>explains an empty list of accounts</extracomment>
        <translation>读不出客户列表</translation>
    </message>
    <message>
        <source>No account fits all conditions</source>
        <extracomment>error</extracomment>
        <translation>没有客户同时满足全部条件</translation>
    </message>
    <message>
        <source>No accounts yet</source>
        <extracomment>filtered to nothing</extracomment>
        <translation>还没有客户</translation>
    </message>
</context>
<context>
    <name>AccountMenu</name>
    <message>
        <source>Edit account</source>
        <extracomment>menu: open the form of this account</extracomment>
        <translation>修改客户</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <extracomment>menu: create a planned visit</extracomment>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>New: %1</source>
        <extracomment>menu: create a record of this type, such as &quot;New task&quot;</extracomment>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>Delete account</source>
        <extracomment>menu: delete this account; can be undone</extracomment>
        <translation>删除客户</translation>
    </message>
    <message>
        <source>Handover brief</source>
        <extracomment>menu: what a successor should know of this account</extracomment>
        <translation>交接简报</translation>
    </message>
    <message>
        <source>Hand over</source>
        <extracomment>menu: give this account to a colleague</extracomment>
        <translation>交接</translation>
    </message>
    <message>
        <source>Return to the pool</source>
        <extracomment>menu: the account will have no owner</extracomment>
        <translation>退回公共池</translation>
    </message>
</context>
<context>
    <name>AccountRow</name>
    <message>
        <source>Select %1</source>
        <extracomment>read aloud for the box that ticks a row</extracomment>
        <translation>选择 %1</translation>
    </message>
</context>
<context>
    <name>AccountRows</name>
    <message>
        <source>Accounts</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>AccountSideList</name>
    <message>
        <source>Search accounts</source>
        <translation>搜索客户</translation>
    </message>
    <message numerus="yes">
        <source>Search in %n account(s)</source>
        <extracomment>hint in the search of the list beside an account file</extracomment>
        <translation>
            <numerusform>在 %n 个客户中找</numerusform>
        </translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>客户</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <extracomment>button: take away all filters and the search</extracomment>
        <translation>清除条件</translation>
    </message>
    <message>
        <source>No account fits all conditions</source>
        <translation>没有客户同时满足全部条件</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>BoolEditor</name>
    <message>
        <source>Yes</source>
        <extracomment>state of a switch in a form</extracomment>
        <translation>是</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
</context>
<context>
    <name>BriefFacts</name>
    <message>
        <source>Before the first call</source>
        <extracomment>panel of the brief: what to know before the first call</extracomment>
        <translation>第一次联系之前</translation>
    </message>
</context>
<context>
    <name>BriefPage</name>
    <message numerus="yes">
        <source>%n account(s) are not on this device.</source>
        <extracomment>under the brief</extracomment>
        <translation>
            <numerusform>%n 个客户不在本机。</numerusform>
        </translation>
    </message>
    <message>
        <source>Brief: %1</source>
        <extracomment>title of the brief: which accounts it is about</extracomment>
        <translation>简报：%1</translation>
    </message>
    <message>
        <source>Account</source>
        <extracomment>field: of which account the brief is shown</extracomment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Its file is not on this device, or not yet.</source>
        <translation>它的档案不在本机，或者还没有到。</translation>
    </message>
    <message>
        <source>The brief cannot be made</source>
        <extracomment>why there is no brief</extracomment>
        <translation>简报做不出来</translation>
    </message>
    <message>
        <source>There is no brief here</source>
        <translation>这里没有简报</translation>
    </message>
    <message>
        <source>Handover brief</source>
        <translation>交接简报</translation>
    </message>
</context>
<context>
    <name>BriefView</name>
    <message>
        <source>Open the file</source>
        <extracomment>button: open the file of the account that the brief is about</extracomment>
        <translation>打开档案</translation>
    </message>
    <message>
        <source>Nothing else is written down about this account.</source>
        <extracomment>the brief of an account about which nothing was written down</extracomment>
        <translation>这个客户没有记下别的。</translation>
    </message>
</context>
<context>
    <name>Calendar</name>
    <message>
        <source>Previous month</source>
        <extracomment>calendar button</extracomment>
        <translation>上个月</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <extracomment>month and year over a calendar page; date format string, see Qt.formatDate</extracomment>
        <translation>yyyy 年 M 月</translation>
    </message>
    <message>
        <source>Next month</source>
        <extracomment>calendar button</extracomment>
        <translation>下个月</translation>
    </message>
</context>
<context>
    <name>Choice</name>
    <message>
        <source>Choose</source>
        <extracomment>shown in a field from which nothing has been chosen yet</extracomment>
        <translation>请选择</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>No value</source>
        <extracomment>takes away what was chosen from a list</extracomment>
        <translation>不填</translation>
    </message>
    <message>
        <source>Other…</source>
        <extracomment>writes a value that is not among the ones offered</extracomment>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Your own value</source>
        <extracomment>field for a value of one&apos;s own, in place of the ones offered</extracomment>
        <translation>自己填写</translation>
    </message>
</context>
<context>
    <name>ColumnsButton</name>
    <message>
        <source>Columns</source>
        <extracomment>button that opens the list of columns to show</extracomment>
        <translation>显示的列</translation>
    </message>
</context>
<context>
    <name>ConflictDialog</name>
    <message>
        <source>Values that you do not choose stay in the history and can be put back.</source>
        <extracomment>under the conflict dialog</extracomment>
        <translation>没选的值留在历史里，随时可以放回。</translation>
    </message>
    <message>
        <source>Later</source>
        <extracomment>button of the conflict dialog: decide another time</extracomment>
        <translation>以后再说</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n choice(s)</source>
        <extracomment>button of the conflict dialog: take the chosen values</extracomment>
        <translation>
            <numerusform>采用 %n 项选择</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>采用</translation>
    </message>
    <message>
        <source>Close</source>
        <extracomment>button that closes a dialog</extracomment>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Nothing is left to decide here</source>
        <extracomment>a conflict was opened that is settled already</extracomment>
        <translation>这里没有要决定的了</translation>
    </message>
</context>
<context>
    <name>ConflictField</name>
    <message>
        <source>%1 / %2</source>
        <extracomment>which one of several fields in conflict, such as &quot;1 / 2&quot;</extracomment>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Write another value</source>
        <extracomment>button of a field in conflict: neither value, a third one</extracomment>
        <translation>另写一个</translation>
    </message>
    <message>
        <source>Another value</source>
        <extracomment>field for a third value where two values are in conflict</extracomment>
        <translation>另一个值</translation>
    </message>
</context>
<context>
    <name>CoverPage</name>
    <message>
        <source>Arrange cover</source>
        <extracomment>title of the form for a cover</extracomment>
        <translation>安排代管</translation>
    </message>
    <message>
        <source>Sending</source>
        <extracomment>button: arrange the cover</extracomment>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Arrange</source>
        <translation>安排</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Who is away</source>
        <extracomment>field: who is away</extracomment>
        <translation>谁不在</translation>
    </message>
    <message>
        <source>Who stands in</source>
        <extracomment>field: who stands in</extracomment>
        <translation>谁代管</translation>
    </message>
    <message>
        <source>Choose a colleague</source>
        <translation>选一位同事</translation>
    </message>
    <message>
        <source>First day</source>
        <extracomment>field: first day of a cover</extracomment>
        <translation>第一天</translation>
    </message>
    <message>
        <source>Last day</source>
        <extracomment>field: last day of a cover</extracomment>
        <translation>最后一天</translation>
    </message>
</context>
<context>
    <name>CoverTab</name>
    <message>
        <source>Cover</source>
        <extracomment>panel: who stands in for whom</extracomment>
        <translation>代管</translation>
    </message>
    <message>
        <source>Arrange cover</source>
        <extracomment>button: somebody will stand in for somebody</extracomment>
        <translation>安排代管</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>button: do not end a cover</extracomment>
        <translation>保留</translation>
    </message>
    <message>
        <source>End it now</source>
        <extracomment>button: end a cover before its last day</extracomment>
        <translation>现在结束</translation>
    </message>
    <message>
        <source>End</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>For a holiday or an illness: a colleague sees and edits the accounts until the last day, then the files leave the device by themselves.</source>
        <extracomment>what a cover is for</extracomment>
        <translation>休假或生病时，一位同事能看能改这些客户，过了最后一天档案自动离开他的设备。</translation>
    </message>
    <message>
        <source>Nobody stands in for anybody</source>
        <extracomment>empty list</extracomment>
        <translation>没有人代管</translation>
    </message>
</context>
<context>
    <name>DateChips</name>
    <message>
        <source>ddd d MMM</source>
        <extracomment>a day on a chip; date format string, see Qt.formatDate</extracomment>
        <translation>M 月 d 日 ddd</translation>
    </message>
    <message>
        <source>Pick a day</source>
        <extracomment>chip that opens a calendar</extracomment>
        <translation>选日期</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>No date</source>
        <extracomment>shown in a date field that is empty</extracomment>
        <translation>无日期</translation>
    </message>
    <message>
        <source>ddd d MMM</source>
        <extracomment>a day in a date field of this year; date format string, see Qt.formatDate</extracomment>
        <translation>M 月 d 日 ddd</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <extracomment>a day in a date field of another year; date format string, see Qt.formatDate</extracomment>
        <translation>yyyy 年 M 月 d 日</translation>
    </message>
</context>
<context>
    <name>DecidersPanel</name>
    <message>
        <source>Who decides</source>
        <extracomment>panel: the people who decide</extracomment>
        <translation>谁说了算</translation>
    </message>
    <message>
        <source>All people</source>
        <extracomment>button: show all contacts</extracomment>
        <translation>全部人物</translation>
    </message>
    <message>
        <source>New contact</source>
        <extracomment>button: create a contact</extracomment>
        <translation>新建联系人</translation>
    </message>
    <message>
        <source>Note who decides, who uses and who stands in the way.</source>
        <translation>记下谁决策、谁使用、谁反对。</translation>
    </message>
    <message>
        <source>No contacts yet</source>
        <extracomment>hint in an empty list of contacts</extracomment>
        <translation>还没有联系人</translation>
    </message>
</context>
<context>
    <name>DecisionsPanel</name>
    <message>
        <source>Needs my decision</source>
        <extracomment>panel: conflicts that only I can settle</extracomment>
        <translation>待我决定</translation>
    </message>
    <message>
        <source>Decide</source>
        <extracomment>short button in a row: settle the conflict</extracomment>
        <translation>去决定</translation>
    </message>
    <message>
        <source>Decide, %1</source>
        <translation>去决定，%1</translation>
    </message>
</context>
<context>
    <name>DeskStates</name>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Open sync</source>
        <extracomment>button that opens the sync page</extracomment>
        <translation>打开同步</translation>
    </message>
    <message>
        <source>The server did not answer as it should</source>
        <translation>服务器的回答不对</translation>
    </message>
    <message>
        <source>The server cannot be reached now</source>
        <extracomment>error of a list that the server knows</extracomment>
        <translation>现在连接不上服务器</translation>
    </message>
    <message>
        <source>There is no server here</source>
        <extracomment>a list that only the server knows</extracomment>
        <translation>这里没有服务器</translation>
    </message>
</context>
<context>
    <name>DevicePanel</name>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Server</source>
        <extracomment>fact about this device</extracomment>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Can see</source>
        <extracomment>fact about this device: the address</extracomment>
        <translation>可见范围</translation>
    </message>
    <message>
        <source>Last sync</source>
        <extracomment>fact about this device: how many accounts, which territory</extracomment>
        <translation>上次同步</translation>
    </message>
    <message>
        <source>Check</source>
        <extracomment>fact about this device</extracomment>
        <translation>核对</translation>
    </message>
    <message>
        <source>This device</source>
        <extracomment>panel: facts about this device</extracomment>
        <translation>这台设备</translation>
    </message>
    <message>
        <source>Check the data</source>
        <extracomment>button: compare the data on this device with what it should be</extracomment>
        <translation>核对数据</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Close</source>
        <extracomment>button that closes a dialog</extracomment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>DuePanel</name>
    <message>
        <source>Due by standard</source>
        <extracomment>panel: accounts whose visit standard is not met</extracomment>
        <translation>按标准应访</translation>
    </message>
    <message>
        <source>Plan</source>
        <extracomment>short button in a row: plan a visit to this account</extracomment>
        <translation>安排</translation>
    </message>
    <message>
        <source>Plan a visit, %1</source>
        <translation>安排拜访，%1</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Log visit, %1</source>
        <translation>记录拜访，%1</translation>
    </message>
</context>
<context>
    <name>ExchangesPanel</name>
    <message>
        <source>Last exchanges</source>
        <extracomment>panel: the last syncs</extracomment>
        <translation>最近的收发</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Took</source>
        <extracomment>column of the table of exchanges</extracomment>
        <translation>用时</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Sent</source>
        <extracomment>column of the table of exchanges</extracomment>
        <translation>发出</translation>
    </message>
    <message>
        <source>Time</source>
        <extracomment>column of the table of exchanges</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>Try now</source>
        <extracomment>button: sync at once</extracomment>
        <translation>现在试试</translation>
    </message>
    <message>
        <source>No exchange yet</source>
        <extracomment>the device has not been in touch with the server yet</extracomment>
        <translation>还没有收发过</translation>
    </message>
</context>
<context>
    <name>Field</name>
    <message>
        <source>required</source>
        <extracomment>marks a field that must be filled in</extracomment>
        <translation>必填</translation>
    </message>
</context>
<context>
    <name>FiguresPanel</name>
    <message>
        <source>Last 12 months</source>
        <extracomment>panel: sales figures of an account</extracomment>
        <translation>近 12 个月</translation>
    </message>
</context>
<context>
    <name>FilterChip</name>
    <message>
        <source>%1: %2</source>
        <extracomment>filter chip with its value, such as &quot;Grade: Gold, Diamond&quot;</extracomment>
        <translation>%1：%2</translation>
    </message>
</context>
<context>
    <name>ForecastPanel</name>
    <message>
        <source>Weighted forecast</source>
        <translation>加权预测</translation>
    </message>
    <message>
        <source>Target</source>
        <extracomment>figure over the pipeline: amounts times probability</extracomment>
        <translation>目标</translation>
    </message>
</context>
<context>
    <name>HandoverAccounts</name>
    <message>
        <source>Accounts</source>
        <extracomment>panel: the accounts of a handover</extracomment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Read the brief</source>
        <extracomment>button: what a successor should know of these accounts</extracomment>
        <translation>看简报</translation>
    </message>
    <message>
        <source>Brief of %1</source>
        <extracomment>button of a row: what a successor should know of this account</extracomment>
        <translation>%1 的简报</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) that you do not see yet. The files with their whole history come to this device when the handover takes effect.</source>
        <translation>
            <numerusform>%n 个客户你现在还看不到。交接生效时，档案连同全部历史会到这台设备。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) that you do not see.</source>
        <extracomment>accounts of a handover that is over</extracomment>
        <translation>
            <numerusform>%n 个你看不到的客户。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HandoverActions</name>
    <message>
        <source>Sending what waits, then asking the server…</source>
        <translation>先发出等待的修改，再问服务器…</translation>
    </message>
    <message>
        <source>Until it took effect, it can be withdrawn.</source>
        <extracomment>beside the button Accept</extracomment>
        <translation>生效之前可以撤回。</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <extracomment>button: take a proposed handover back</extracomment>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Decline</source>
        <extracomment>button: do not take the accounts over</extracomment>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>Make it effective</source>
        <extracomment>button of managers: the handover takes effect without the successor&apos;s answer</extracomment>
        <translation>使它生效</translation>
    </message>
    <message>
        <source>Accept %1</source>
        <extracomment>button: take the accounts over</extracomment>
        <translation>接手 %1</translation>
    </message>
    <message>
        <source>What your predecessor wrote too late will wait for you, field by field.</source>
        <extracomment>while a handover is decided</extracomment>
        <translation>前任迟到的修改会逐项等你决定。</translation>
    </message>
</context>
<context>
    <name>HandoverDetail</name>
    <message>
        <source>Proposed</source>
        <translation>提出</translation>
    </message>
    <message>
        <source>Decided</source>
        <extracomment>fact about a handover: by whom, when</extracomment>
        <translation>决定</translation>
    </message>
    <message>
        <source>Date</source>
        <extracomment>fact about a handover: by whom, when</extracomment>
        <translation>日期</translation>
    </message>
    <message>
        <source>Goes along</source>
        <extracomment>fact about a handover: when it takes effect</extracomment>
        <translation>随同</translation>
    </message>
    <message>
        <source>Predecessor</source>
        <extracomment>fact about a handover: which tasks, visits and deals</extracomment>
        <translation>原负责人</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <extracomment>from whom to whom accounts go</extracomment>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>HandoverPage</name>
    <message>
        <source>Handover</source>
        <extracomment>a place in the navigation: accounts that change hands</extracomment>
        <translation>交接</translation>
    </message>
    <message>
        <source>Coming in</source>
        <translation>交进来</translation>
    </message>
    <message>
        <source>Going out</source>
        <extracomment>tab: handovers to me</extracomment>
        <translation>交出去</translation>
    </message>
    <message>
        <source>Of colleagues</source>
        <extracomment>tab: handovers from me</extracomment>
        <translation>同事之间</translation>
    </message>
    <message>
        <source>Late edits</source>
        <extracomment>tab: handovers between other people, for managers</extracomment>
        <translation>迟到的修改</translation>
    </message>
    <message>
        <source>Cover</source>
        <extracomment>tab: edits that arrived after an account changed hands</extracomment>
        <translation>代管</translation>
    </message>
    <message>
        <source>Pool</source>
        <extracomment>tab: who stands in for whom</extracomment>
        <translation>公共池</translation>
    </message>
    <message>
        <source>Approvals</source>
        <extracomment>tab: accounts without owner</extracomment>
        <translation>待批准</translation>
    </message>
</context>
<context>
    <name>HandoversTab</name>
    <message>
        <source>Asking the server</source>
        <extracomment>read aloud for the bar beside a handover that is being decided</extracomment>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Propose a handover</source>
        <extracomment>button: start a handover
----------
button: start a handover of all accounts of somebody</extracomment>
        <translation>提出交接</translation>
    </message>
    <message>
        <source>Hand over an account from its menu, several from the list of accounts, or all of them from here.</source>
        <extracomment>what the page of incoming handovers is for</extracomment>
        <translation>一个客户从它的菜单交，几个从客户列表交，全部从这里交。</translation>
    </message>
    <message>
        <source>When a colleague hands accounts over to you, they wait here until you accept.</source>
        <translation>同事交给你的客户在这里等你接手。</translation>
    </message>
    <message>
        <source>You hand nothing over</source>
        <translation>没有交出去的客户</translation>
    </message>
    <message>
        <source>Nothing is handed over to you</source>
        <extracomment>empty list</extracomment>
        <translation>没有交给你的客户</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>The server does not know it, or was not asked yet.</source>
        <extracomment>why a handover cannot be shown</extracomment>
        <translation>服务器不认识它，或者还没有问过。</translation>
    </message>
    <message>
        <source>This handover is not here</source>
        <extracomment>a handover was opened that is not known any more</extracomment>
        <translation>这里没有这次交接</translation>
    </message>
</context>
<context>
    <name>HistoryRow</name>
    <message>
        <source>%1·%2</source>
        <extracomment>a changed field and its record, such as &quot;Payment terms · Haichuan Shipbuilding&quot;</extracomment>
        <translation>%1·%2</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>%1·%2·%3</source>
        <extracomment>a change: who, on which device, when</extracomment>
        <translation>%1·%2·%3</translation>
    </message>
    <message>
        <source>%1, received %2</source>
        <extracomment>a change, and when it reached the server</extracomment>
        <translation>%1，服务器收到 %2</translation>
    </message>
    <message>
        <source>Decide</source>
        <extracomment>button: choose between values</extracomment>
        <translation>去决定</translation>
    </message>
    <message>
        <source>Put back</source>
        <extracomment>button: make this earlier value the current one again</extracomment>
        <translation>放回</translation>
    </message>
    <message>
        <source>Put back %1</source>
        <translation>放回%1</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>Needs a decision</source>
        <extracomment>filter of the history: only values that still need a decision</extracomment>
        <translation>待决定的</translation>
    </message>
    <message>
        <source>History</source>
        <extracomment>read aloud for the list of changes</extracomment>
        <translation>历史</translation>
    </message>
    <message>
        <source>Nothing was changed yet</source>
        <translation>还没有修改过</translation>
    </message>
</context>
<context>
    <name>KindChips</name>
    <message>
        <source>How</source>
        <extracomment>field of the visit log: on site, phone, video</extracomment>
        <translation>方式</translation>
    </message>
</context>
<context>
    <name>LateField</name>
    <message>
        <source>Came late</source>
        <extracomment>caption over the value of a late edit</extracomment>
        <translation>迟到的</translation>
    </message>
    <message>
        <source>Stands now</source>
        <extracomment>caption over the value that stands now</extracomment>
        <translation>现用值</translation>
    </message>
    <message>
        <source>before: %1</source>
        <extracomment>what the author of a late edit had before his eyes</extracomment>
        <translation>之前：%1</translation>
    </message>
</context>
<context>
    <name>LatePanel</name>
    <message>
        <source>Open the account</source>
        <extracomment>button: open the account that a late edit is about</extracomment>
        <translation>打开客户</translation>
    </message>
    <message>
        <source>Written by %1. %2.</source>
        <extracomment>who wrote a late edit and when, then what it does</extracomment>
        <translation>%1 所写。%2。</translation>
    </message>
    <message>
        <source>Written by %1</source>
        <translation>%1 所写</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Sending what waits, then asking the server…</source>
        <translation>先发出等待的修改，再问服务器…</translation>
    </message>
    <message>
        <source>What you do not take stays in the history.</source>
        <translation>没采用的值留在历史里。</translation>
    </message>
    <message>
        <source>Decline all</source>
        <extracomment>button: take nothing of a late edit</extracomment>
        <translation>都不采用</translation>
    </message>
    <message>
        <source>Decline all, %1</source>
        <translation>都不采用，%1</translation>
    </message>
    <message>
        <source>Take it</source>
        <extracomment>button: take a late edit as it is</extracomment>
        <translation>采用</translation>
    </message>
    <message>
        <source>Take all</source>
        <translation>全部采用</translation>
    </message>
    <message>
        <source>Take all, %1</source>
        <translation>全部采用，%1</translation>
    </message>
    <message numerus="yes">
        <source>Apply %n choice(s)</source>
        <translation>
            <numerusform>决定 %n 项</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>决定</translation>
    </message>
    <message>
        <source>Apply, %1</source>
        <translation>决定，%1</translation>
    </message>
</context>
<context>
    <name>LateTab</name>
    <message>
        <source>When somebody edited an account without a network and it changed hands meanwhile, the edit waits here. Nothing is lost, and nothing slips in.</source>
        <extracomment>what the page of late edits is for</extracomment>
        <translation>有人离线改了客户，而客户中途换了人，修改就在这里等着。什么也不会丢，什么也不会混进去。</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>列表读不出来</translation>
    </message>
    <message>
        <source>No late edits</source>
        <translation>没有迟到的修改</translation>
    </message>
</context>
<context>
    <name>ListStates</name>
    <message>
        <source>Open sync</source>
        <translation>打开同步</translation>
    </message>
    <message>
        <source>Clear filters</source>
        <extracomment>button that opens the sync page</extracomment>
        <translation>清除条件</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>读不出这个列表</translation>
    </message>
    <message>
        <source>Nothing fits the filter</source>
        <extracomment>error</extracomment>
        <translation>没有符合条件的</translation>
    </message>
</context>
<context>
    <name>LoadingRows</name>
    <message>
        <source>Loading</source>
        <extracomment>read aloud while a list is empty because it is being loaded</extracomment>
        <translation>正在加载</translation>
    </message>
</context>
<context>
    <name>LogAccount</name>
    <message>
        <source>Whom did you visit?</source>
        <extracomment>visit log without an account</extracomment>
        <translation>拜访了谁？</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更换</translation>
    </message>
    <message>
        <source>Choose</source>
        <extracomment>button of the visit log: another account</extracomment>
        <translation>请选择</translation>
    </message>
    <message>
        <source>Choose the account</source>
        <extracomment>button of the visit log: an account</extracomment>
        <translation>选择客户</translation>
    </message>
    <message>
        <source>Account</source>
        <extracomment>head of the dialog that picks an account</extracomment>
        <translation>客户</translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>Keybook</source>
        <extracomment>the name of the app, in the title of the window</extracomment>
        <translation>客簿</translation>
    </message>
</context>
<context>
    <name>MergedField</name>
    <message>
        <source>Merged by itself</source>
        <extracomment>tag on a field whose two versions were joined without a person</extracomment>
        <translation>已自动合并</translation>
    </message>
</context>
<context>
    <name>MomentEditor</name>
    <message>
        <source>Time</source>
        <extracomment>label of a field for the time of day</extracomment>
        <translation>时间</translation>
    </message>
    <message>
        <source>hh:mm</source>
        <extracomment>format of the time of day as shown in an empty field</extracomment>
        <translation>hh:mm</translation>
    </message>
</context>
<context>
    <name>MonthBars</name>
    <message>
        <source>plan %1</source>
        <translation>计划 %1</translation>
    </message>
    <message>
        <source>%1: %2 %3</source>
        <extracomment>read aloud after the figure of a month read aloud for a bar: month, figure, unit</extracomment>
        <translation>%1：%2 %3</translation>
    </message>
    <message>
        <source>actual, %1</source>
        <extracomment>legend of a chart: actual figures and their unit</extracomment>
        <translation>实际，%1</translation>
    </message>
    <message>
        <source>actual</source>
        <translation>实际</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>month not over</source>
        <translation>本月未完</translation>
    </message>
</context>
<context>
    <name>MoreMenu</name>
    <message>
        <source>%1 · %2</source>
        <extracomment>entry of a menu with the number of things that wait, such as &quot;Sync · 3&quot;</extracomment>
        <translation>%1·%2</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建</translation>
    </message>
</context>
<context>
    <name>NextStep</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Nothing is agreed yet</source>
        <translation>还没有约定下一步</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <extracomment>button: move a task to another date</extracomment>
        <translation>改期</translation>
    </message>
    <message>
        <source>Done</source>
        <extracomment>button: the next step is done</extracomment>
        <translation>完成</translation>
    </message>
    <message>
        <source>Add a next step</source>
        <extracomment>button: write down the next thing to do at this account</extracomment>
        <translation>写下一步</translation>
    </message>
</context>
<context>
    <name>NextVisit</name>
    <message>
        <source>Purpose</source>
        <extracomment>what a visit is for</extracomment>
        <translation>目的</translation>
    </message>
    <message>
        <source>Promised</source>
        <extracomment>what was promised to the customer</extracomment>
        <translation>答应过</translation>
    </message>
    <message>
        <source>To meet</source>
        <extracomment>whom to meet at a visit</extracomment>
        <translation>要见</translation>
    </message>
    <message>
        <source>Log visit</source>
        <extracomment>button: write down what happened at a visit</extracomment>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Open file</source>
        <extracomment>button: open the account&apos;s file</extracomment>
        <translation>客户档案</translation>
    </message>
    <message>
        <source>Reschedule</source>
        <extracomment>button: move a visit to another time</extracomment>
        <translation>改期</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Understood</source>
        <extracomment>button that closes a message</extracomment>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>OpenItemsPanel</name>
    <message>
        <source>Open items</source>
        <extracomment>panel: deals, promises, complaints and contracts that are not finished</extracomment>
        <translation>未了事项</translation>
    </message>
    <message>
        <source>New task</source>
        <extracomment>button: create a task</extracomment>
        <translation>新建任务</translation>
    </message>
    <message>
        <source>Nothing is open</source>
        <translation>没有未了事项</translation>
    </message>
</context>
<context>
    <name>OpportunityCard</name>
    <message>
        <source>Move %1</source>
        <extracomment>button on a card of the pipeline</extracomment>
        <translation>移动 %1</translation>
    </message>
</context>
<context>
    <name>OutcomeGrid</name>
    <message>
        <source>Outcome</source>
        <extracomment>field of the visit log</extracomment>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Today</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>今日</translation>
    </message>
    <message>
        <source>Accounts</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Visits</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Pipeline</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>商机</translation>
    </message>
    <message>
        <source>Service</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>服务</translation>
    </message>
    <message>
        <source>Sync</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>设置</translation>
    </message>
    <message>
        <source>Handover</source>
        <extracomment>a place in the navigation: accounts that change hands</extracomment>
        <translation>交接</translation>
    </message>
    <message>
        <source>Records</source>
        <extracomment>a place in the navigation: all kinds of records</extracomment>
        <translation>全部记录</translation>
    </message>
</context>
<context>
    <name>ParticipantChips</name>
    <message>
        <source>Who was there</source>
        <extracomment>field of the visit log</extracomment>
        <translation>见了谁</translation>
    </message>
    <message>
        <source>Someone else</source>
        <extracomment>chip of the visit log: someone who is not listed yet</extracomment>
        <translation>其他人</translation>
    </message>
</context>
<context>
    <name>PipelinePage</name>
    <message>
        <source>Pipeline</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>商机</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>All that I may see</source>
        <extracomment>whose records a list shows</extracomment>
        <translation>我能看到的全部</translation>
    </message>
    <message>
        <source>Whose</source>
        <extracomment>read aloud for the choice between my records and all</extracomment>
        <translation>谁的</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>whose records a list shows</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Opportunity</source>
        <extracomment>button: a new opportunity</extracomment>
        <translation>商机</translation>
    </message>
    <message>
        <source>New opportunity</source>
        <translation>新建商机</translation>
    </message>
    <message>
        <source>A deal that you work on stands here by its stage, from the first lead to the signature.</source>
        <extracomment>button of an empty list</extracomment>
        <translation>在谈的商机按阶段列在这里，从线索到签约。</translation>
    </message>
    <message>
        <source>No opportunities yet</source>
        <extracomment>explains an empty pipeline</extracomment>
        <translation>还没有商机</translation>
    </message>
</context>
<context>
    <name>Pips</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>PlaceHost</name>
    <message>
        <source>This page cannot be opened</source>
        <extracomment>shown in place of a page that could not be opened</extracomment>
        <translation>打不开这一页</translation>
    </message>
    <message>
        <source>The other pages still work. Install the app again, your data stays.</source>
        <extracomment>what to do about a page that could not be opened</extracomment>
        <translation>其他页面仍可使用。请重新安装应用，数据会保留。</translation>
    </message>
    <message>
        <source>Go to Today</source>
        <extracomment>button that goes back to the first page</extracomment>
        <translation>进入今日</translation>
    </message>
</context>
<context>
    <name>PoolTab</name>
    <message>
        <source>Search the pool</source>
        <extracomment>read aloud for the search over the accounts without owner</extracomment>
        <translation>搜索公共池</translation>
    </message>
    <message>
        <source>Name or territory</source>
        <extracomment>hint in the search over the accounts without owner</extracomment>
        <translation>名称或区域</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Assign to</source>
        <extracomment>field: give an account without owner to a colleague</extracomment>
        <translation>分给</translation>
    </message>
    <message>
        <source>Claim</source>
        <extracomment>button: become the owner of an account that has none</extracomment>
        <translation>领取</translation>
    </message>
    <message>
        <source>Claim, %1</source>
        <translation>领取，%1</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <extracomment>button: take away the search</extracomment>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Accounts that were returned, or that never had an owner, lie here for whoever of the territory takes them.</source>
        <extracomment>what the pool is for</extracomment>
        <translation>退回的、一直没有负责人的客户放在这里，由本区域的人领取。</translation>
    </message>
    <message>
        <source>Nothing in the pool fits</source>
        <translation>公共池里没有符合的</translation>
    </message>
    <message>
        <source>The pool is empty</source>
        <extracomment>filtered to nothing</extracomment>
        <translation>公共池是空的</translation>
    </message>
</context>
<context>
    <name>PreviewPanel</name>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
</context>
<context>
    <name>ProposeChoices</name>
    <message>
        <source>Open ones</source>
        <translation>未了的</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>choice: which tasks, visits and deals change hands</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>None</source>
        <extracomment>choice: which tasks, visits and deals change hands</extracomment>
        <translation>不动</translation>
    </message>
    <message>
        <source>What goes along</source>
        <extracomment>panel: what changes hands together with the accounts</extracomment>
        <translation>随同交接</translation>
    </message>
</context>
<context>
    <name>ProposePage</name>
    <message>
        <source>Sending</source>
        <extracomment>button: send the proposed handover</extracomment>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Propose</source>
        <translation>提出交接</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>All accounts of</source>
        <extracomment>field: whose accounts are handed over</extracomment>
        <translation>谁的全部客户</translation>
    </message>
    <message>
        <source>Hand over to</source>
        <extracomment>field: the successor</extracomment>
        <translation>交给</translation>
    </message>
    <message>
        <source>Choose a colleague</source>
        <extracomment>shown in a field for a colleague that is empty</extracomment>
        <translation>选一位同事</translation>
    </message>
    <message>
        <source>From</source>
        <extracomment>field: the day from which a handover counts</extracomment>
        <translation>从哪天起</translation>
    </message>
    <message>
        <source>At once</source>
        <extracomment>a handover without a date</extracomment>
        <translation>立即</translation>
    </message>
    <message>
        <source>Note to the successor</source>
        <extracomment>field: what the predecessor wants the successor to know</extracomment>
        <translation>给接任者的话</translation>
    </message>
    <message>
        <source>Why, and what to know first</source>
        <extracomment>hint in the note of a handover</extracomment>
        <translation>为什么交接，先要知道什么</translation>
    </message>
    <message>
        <source>The predecessor stays in the team</source>
        <extracomment>tick: the former owner may still see and edit the accounts</extracomment>
        <translation>原负责人留在团队里</translation>
    </message>
    <message>
        <source>Takes effect without the successor&apos;s acceptance</source>
        <extracomment>tick for managers: the successor is not asked</extracomment>
        <translation>不经接任的人接受就生效</translation>
    </message>
</context>
<context>
    <name>ProposePreview</name>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Accounts</source>
        <extracomment>panel: the accounts that would be handed over</extracomment>
        <translation>客户</translation>
    </message>
    <message>
        <source>Open promises</source>
        <extracomment>panel: tasks and promises that nobody kept yet</extracomment>
        <translation>未兑现的承诺</translation>
    </message>
    <message>
        <source>Planned visits</source>
        <extracomment>panel: visits that were planned</extracomment>
        <translation>计划的拜访</translation>
    </message>
    <message>
        <source>Devices of the predecessor</source>
        <extracomment>panel: the devices of whoever hands over</extracomment>
        <translation>原负责人的设备</translation>
    </message>
</context>
<context>
    <name>RailItem</name>
    <message>
        <source>%1 new</source>
        <translation>%1 项新的</translation>
    </message>
</context>
<context>
    <name>RecordFormPage</name>
    <message numerus="yes">
        <source>%n field(s) to mend</source>
        <extracomment>under a form: fields that must be mended before it can be saved</extracomment>
        <translation>
            <numerusform>还有 %n 个字段要改</numerusform>
        </translation>
    </message>
    <message>
        <source>Works without a network. Sent by itself later.</source>
        <extracomment>under a form</extracomment>
        <translation>没有网络也能用，以后自动发出。</translation>
    </message>
    <message>
        <source>Discard the draft</source>
        <extracomment>button on a form: throw away what was typed since it was saved</extracomment>
        <translation>丢弃草稿</translation>
    </message>
    <message>
        <source>Delete</source>
        <extracomment>button on a form: remove the record; it can be undone for ten seconds</extracomment>
        <translation>删除</translation>
    </message>
    <message>
        <source>Saving</source>
        <extracomment>button of a form</extracomment>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>RecordRow</name>
    <message>
        <source>Log</source>
        <extracomment>short button in a row: write down what happened at this visit</extracomment>
        <translation>记录</translation>
    </message>
    <message>
        <source>Log visit, %1</source>
        <translation>记录拜访，%1</translation>
    </message>
</context>
<context>
    <name>RecordsPage</name>
    <message>
        <source>Records</source>
        <extracomment>a place in the navigation: all kinds of records</extracomment>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>New: %1</source>
        <extracomment>button: make a record of this kind, such as &quot;New: Contract&quot;</extracomment>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>None yet: %1</source>
        <extracomment>empty list of a kind of records, such as &quot;No contracts yet&quot;</extracomment>
        <translation>还没有%1</translation>
    </message>
</context>
<context>
    <name>RecordsTab</name>
    <message>
        <source>New: %1</source>
        <extracomment>read aloud for a button that creates a record of this type</extracomment>
        <translation>新建%1</translation>
    </message>
    <message>
        <source>More</source>
        <extracomment>button: a menu of the other kinds of records</extracomment>
        <translation>更多</translation>
    </message>
</context>
<context>
    <name>RecordsTools</name>
    <message>
        <source>Whose</source>
        <extracomment>read aloud for the choice between my records and all</extracomment>
        <translation>谁的</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>All</source>
        <extracomment>whose records a list shows</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>Search this list</source>
        <extracomment>hint in the search field of a list</extracomment>
        <translation>在列表中找</translation>
    </message>
</context>
<context>
    <name>ReferenceEditor</name>
    <message>
        <source>Search</source>
        <extracomment>in a field that links to another record, while it is empty</extracomment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Clear the field</source>
        <extracomment>button in a field that links to another record</extracomment>
        <translation>清空</translation>
    </message>
</context>
<context>
    <name>ReferencePicker</name>
    <message>
        <source>Name, pinyin, phone or code</source>
        <extracomment>search field of a dialog that picks a record</extracomment>
        <translation>名称、拼音、电话或编号</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <extracomment>nothing fits what was typed into a search field</extracomment>
        <translation>没有找到</translation>
    </message>
</context>
<context>
    <name>RefusedPanel</name>
    <message>
        <source>Refused</source>
        <extracomment>panel: changes that the server did not accept</extracomment>
        <translation>被拒</translation>
    </message>
</context>
<context>
    <name>RefusedRow</name>
    <message>
        <source>%1 %2</source>
        <extracomment>why a change was refused, and what to do about it</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Send again</source>
        <extracomment>button: send a refused change again as it is</extracomment>
        <translation>重发</translation>
    </message>
    <message>
        <source>Drop</source>
        <extracomment>button: give up a refused change</extracomment>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Keep</source>
        <extracomment>button: do not drop a refused change</extracomment>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>RequestsTab</name>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Grade, owner, team and the approved credit are changed with approval. A change of yours that waits is listed here.</source>
        <extracomment>what the page of requests is for</extracomment>
        <translation>等级、负责人、团队和批准的授信要经批准才能改。你提出而等待批准的修改列在这里。</translation>
    </message>
    <message>
        <source>The list cannot be read</source>
        <translation>列表读不出来</translation>
    </message>
    <message>
        <source>Nothing waits for approval</source>
        <translation>没有等待批准的</translation>
    </message>
    <message>
        <source>Asking the server</source>
        <translation>正在询问服务器</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <extracomment>button: take back what I asked for; or leave a value as it is that somebody asked to change</extracomment>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Grant</source>
        <extracomment>button: let a change of a locked field happen</extracomment>
        <translation>批准</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Return %1 to the pool?</source>
        <extracomment>question before an account is given back to the pool</extracomment>
        <translation>把 %1 退回公共池？</translation>
    </message>
    <message>
        <source>Keep it</source>
        <extracomment>button: do not return the account</extracomment>
        <translation>不退</translation>
    </message>
    <message>
        <source>Return to the pool</source>
        <extracomment>button: the account has no owner any more</extracomment>
        <translation>退回公共池</translation>
    </message>
    <message>
        <source>It will have no owner. Whoever of its territory claims it gets the file with its whole history; open tasks stay with it. This asks the server.</source>
        <extracomment>what returning an account to the pool means</extracomment>
        <translation>它将没有负责人。本区域的人领取后，会得到档案和全部历史；未了的任务留在里面。这一步要问服务器。</translation>
    </message>
</context>
<context>
    <name>ScorePanel</name>
    <message>
        <source>Score</source>
        <extracomment>panel: how an account is valued</extracomment>
        <translation>评分</translation>
    </message>
    <message>
        <source>this account</source>
        <extracomment>legend of a chart</extracomment>
        <translation>本客户</translation>
    </message>
    <message>
        <source>average of its grade</source>
        <extracomment>legend of a chart: the average of accounts of the same grade</extracomment>
        <translation>同级平均</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Clear search</source>
        <extracomment>button in a search field</extracomment>
        <translation>清除搜索</translation>
    </message>
</context>
<context>
    <name>SearchPanel</name>
    <message>
        <source>Search everything</source>
        <extracomment>read aloud for the search over everything</extracomment>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Account, person, phone, code</source>
        <extracomment>hint in the search field: by what one can search</extracomment>
        <translation>客户、联系人、电话、编号、拼音</translation>
    </message>
    <message>
        <source>New account</source>
        <extracomment>button in the search when nothing was found</extracomment>
        <translation>新建客户</translation>
    </message>
    <message>
        <source>Try the pinyin initials, a phone number or the code.</source>
        <translation>试试拼音首字母、电话或编号。</translation>
    </message>
    <message>
        <source>Chinese, pinyin and initials all work: 重庆 is found by chongqing, cq and zq.</source>
        <extracomment>hint when a search finds nothing</extracomment>
        <translation>汉字、拼音、首字母都可以：“重庆”输 chongqing、cq 或 zq 都能找到。</translation>
    </message>
    <message>
        <source>Nothing found for &quot;%1&quot;</source>
        <extracomment>hint in the empty search</extracomment>
        <translation>没有找到“%1”</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <extracomment>search without result</extracomment>
        <translation>找什么？</translation>
    </message>
</context>
<context>
    <name>SearchTrigger</name>
    <message>
        <source>Account, person, phone, code</source>
        <extracomment>hint in the search of the top bar: by what one can search</extracomment>
        <translation>客户、联系人、电话、编号、拼音</translation>
    </message>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <extracomment>read aloud for the bar with what can be done to the ticked rows
----------
number of ticked rows</extracomment>
        <translation>
            <numerusform>已选 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Plan visit</source>
        <extracomment>button: plan a visit to the ticked account</extracomment>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Add tag</source>
        <extracomment>button: add a tag to the ticked accounts</extracomment>
        <translation>加标签</translation>
    </message>
    <message>
        <source>Tag</source>
        <extracomment>field for the tag to add</extracomment>
        <translation>标签</translation>
    </message>
    <message>
        <source>Add</source>
        <extracomment>button: add this tag to the ticked accounts</extracomment>
        <translation>添加</translation>
    </message>
    <message>
        <source>Export</source>
        <extracomment>button: write the ticked accounts into a file</extracomment>
        <translation>导出</translation>
    </message>
    <message>
        <source>Clear selection</source>
        <extracomment>button: untick all rows</extracomment>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Hand over</source>
        <extracomment>button: give the ticked accounts to a colleague</extracomment>
        <translation>交接</translation>
    </message>
</context>
<context>
    <name>ServicePage</name>
    <message>
        <source>Service</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>服务</translation>
    </message>
    <message>
        <source>New complaint</source>
        <extracomment>button: write down a complaint</extracomment>
        <translation>新建投诉</translation>
    </message>
    <message>
        <source>What a customer complains about stands here until they say that they are satisfied.</source>
        <extracomment>explains an empty list of complaints</extracomment>
        <translation>客户的投诉列在这里，直到客户表示满意。</translation>
    </message>
    <message>
        <source>No complaints</source>
        <translation>没有投诉</translation>
    </message>
</context>
<context>
    <name>SetEditor</name>
    <message>
        <source>Add</source>
        <extracomment>adds a value to a set, such as a tag or a participant</extracomment>
        <translation>添加</translation>
    </message>
    <message>
        <source>New value</source>
        <extracomment>field for a new tag</extracomment>
        <translation>新的值</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Everybody has data and unsent work of their own on this device.</source>
        <translation>每人在这台设备上有自己的数据和待发送的修改。</translation>
    </message>
    <message>
        <source>Who works here</source>
        <extracomment>explains the choice of the user setting: which of the people who share this device works now</extracomment>
        <translation>当前用户</translation>
    </message>
    <message>
        <source>User</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>Server</source>
        <extracomment>the company server that this device syncs with</extracomment>
        <translation>服务器</translation>
    </message>
    <message>
        <source>Sample data, no server</source>
        <translation>样例数据，不连服务器</translation>
    </message>
    <message>
        <source>This device</source>
        <translation>这台设备</translation>
    </message>
    <message>
        <source>On this device</source>
        <extracomment>which accounts this user has on the device</extracomment>
        <translation>本机数据</translation>
    </message>
    <message>
        <source>Look</source>
        <extracomment>part of the settings: language, theme, density</extracomment>
        <translation>外观</translation>
    </message>
    <message>
        <source>Language</source>
        <extracomment>setting</extracomment>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <extracomment>setting: light or dark</extracomment>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>By the window uses large targets on narrow windows and touch screens.</source>
        <translation>随窗口：窗口较窄或用触屏时，行和按钮放大。</translation>
    </message>
    <message>
        <source>Size of rows and buttons</source>
        <extracomment>explains a choice of the settings setting: how large rows and buttons are</extracomment>
        <translation>行和按钮的大小</translation>
    </message>
    <message>
        <source>By the window</source>
        <extracomment>size of rows and buttons follows the window; for a mouse; for fingers</extracomment>
        <translation>随窗口</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>鼠标</translation>
    </message>
    <message>
        <source>Touch</source>
        <translation>触屏</translation>
    </message>
    <message>
        <source>Reduce motion</source>
        <extracomment>setting: no animations</extracomment>
        <translation>减少动画</translation>
    </message>
    <message>
        <source>Account and device</source>
        <extracomment>part of the settings: user, server, device</extracomment>
        <translation>账号与设备</translation>
    </message>
    <message>
        <source>Open sync</source>
        <extracomment>button that opens the sync page</extracomment>
        <translation>打开同步</translation>
    </message>
    <message>
        <source>About</source>
        <extracomment>part of the settings: version, keyboard, licences</extracomment>
        <translation>关于</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3. Qt is used under the LGPL, version 3.</source>
        <translation>自由软件，按 GNU 通用公共许可证第 3 版发布。Qt 按 LGPL 第 3 版使用。</translation>
    </message>
    <message>
        <source>Keybook %1</source>
        <extracomment>licences name and version of the app</extracomment>
        <translation>客簿 %1</translation>
    </message>
    <message>
        <source>Keyboard</source>
        <extracomment>button that shows all keyboard shortcuts</extracomment>
        <translation>键盘</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Close</source>
        <extracomment>button that closes a form; what was written stays as a draft</extracomment>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Shell</name>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Visit</source>
        <extracomment>button in the bottom bar: log a visit now</extracomment>
        <translation>拜访</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard</source>
        <extracomment>title of the list of shortcuts</extracomment>
        <translation>键盘</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>Search everything</source>
        <translation>搜索全部</translation>
    </message>
    <message>
        <source>Log a visit</source>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>New record</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Undo the last change, for 10 seconds</source>
        <translation>撤销刚才的修改，10 秒内</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Back, or close</source>
        <translation>返回或关闭</translation>
    </message>
    <message>
        <source>Go to a place, in the order of the navigation</source>
        <translation>按导航的次序去某一页</translation>
    </message>
    <message>
        <source>Show this list</source>
        <translation>显示这张表</translation>
    </message>
    <message>
        <source>Save a form</source>
        <translation>保存表单</translation>
    </message>
    <message>
        <source>Next field or button</source>
        <translation>下一个字段或按钮</translation>
    </message>
    <message>
        <source>Move in a list</source>
        <translation>在列表中移动</translation>
    </message>
    <message>
        <source>Open the row or press the button</source>
        <translation>打开这一行或按下按钮</translation>
    </message>
    <message>
        <source>Tick or untick a row</source>
        <translation>勾选或取消一行</translation>
    </message>
</context>
<context>
    <name>SortMenuButton</name>
    <message>
        <source>Sort</source>
        <extracomment>button that opens a menu of columns to sort by</extracomment>
        <translation>排序</translation>
    </message>
</context>
<context>
    <name>StageBar</name>
    <message>
        <source>Move to a stage</source>
        <translation>移到哪个阶段</translation>
    </message>
    <message>
        <source>Do not move</source>
        <extracomment>button: leave the card where it is</extracomment>
        <translation>不移动</translation>
    </message>
</context>
<context>
    <name>StageColumn</name>
    <message>
        <source>Nothing in this stage</source>
        <extracomment>a stage of the pipeline without cards</extracomment>
        <translation>这个阶段没有商机</translation>
    </message>
    <message>
        <source>Put it here</source>
        <extracomment>the place in a stage where a dragged card will go</extracomment>
        <translation>放到这里</translation>
    </message>
</context>
<context>
    <name>StageMenu</name>
    <message>
        <source>Open</source>
        <extracomment>menu of a card: open the record</extracomment>
        <translation>打开</translation>
    </message>
    <message>
        <source>Move to %1</source>
        <extracomment>menu of a card: move it to another stage</extracomment>
        <translation>移到 %1</translation>
    </message>
</context>
<context>
    <name>StageRow</name>
    <message>
        <source>%1, ready</source>
        <translation>%1，可以用了</translation>
    </message>
    <message>
        <source>Ready to use</source>
        <extracomment>this part of the download is here</extracomment>
        <translation>可以用了</translation>
    </message>
</context>
<context>
    <name>StageTarget</name>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>StartEntry</name>
    <message>
        <source>Server</source>
        <extracomment>first start: address of the company server</extracomment>
        <translation>服务器</translation>
    </message>
    <message>
        <source>such as keybook.example.cn</source>
        <extracomment>example of a server address</extracomment>
        <translation>例如 keybook.example.cn</translation>
    </message>
    <message>
        <source>User name</source>
        <extracomment>first start: name to sign in with</extracomment>
        <translation>用户名</translation>
    </message>
    <message>
        <source>Password</source>
        <extracomment>first start</extracomment>
        <translation>密码</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connect and start the download</source>
        <extracomment>first start, under way</extracomment>
        <translation>连接并开始下载</translation>
    </message>
    <message>
        <source>or</source>
        <translation>或者</translation>
    </message>
    <message>
        <source>Try it with sample data, no server</source>
        <extracomment>button of the first start: no server, made-up data</extracomment>
        <translation>先用样例数据试试，不连服务器</translation>
    </message>
</context>
<context>
    <name>StartForm</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>已连上</translation>
    </message>
    <message>
        <source>Connect to your company&apos;s server</source>
        <extracomment>first start, after connecting</extracomment>
        <translation>连上公司的服务器</translation>
    </message>
    <message>
        <source>From now on it works without a network, too.</source>
        <translation>以后没有网络也能用。</translation>
    </message>
    <message>
        <source>The network is needed only this once. Later it works without.</source>
        <extracomment>first start, after connecting</extracomment>
        <translation>只在第一次需要网络。以后没有网络也能用。</translation>
    </message>
    <message>
        <source>If this device is lost, tell the administrator at once; it can be blocked.</source>
        <translation>这台设备丢失时，请马上告诉管理员，他可以停用它。</translation>
    </message>
    <message>
        <source>If you forgot the password, ask the administrator.</source>
        <extracomment>first start</extracomment>
        <translation>忘了密码请找管理员。</translation>
    </message>
</context>
<context>
    <name>StartStages</name>
    <message>
        <source>Downloading; what is ticked can be used now</source>
        <translation>正在下载，打勾的现在就能用</translation>
    </message>
    <message>
        <source>First what you need, then what you look up</source>
        <extracomment>first start, during the download</extracomment>
        <translation>先下载要用的，后下载要查的</translation>
    </message>
    <message>
        <source>You can begin when the first part is here; the rest goes on in the background.</source>
        <translation>头一项到了就可以开始工作，其余在后台继续。</translation>
    </message>
    <message>
        <source>Download</source>
        <extracomment>read aloud for the progress bar of the first download</extracomment>
        <translation>下载</translation>
    </message>
    <message>
        <source>Go to Today</source>
        <extracomment>button of the first start: begin to work</extracomment>
        <translation>进入今日</translation>
    </message>
    <message>
        <source>The rest goes on in the background</source>
        <translation>其余的在后台继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <extracomment>button: go on with a first download that broke off</extracomment>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>StoragePanel</name>
    <message>
        <source>Storage on this device</source>
        <extracomment>panel: room that the data takes</extracomment>
        <translation>本机存储</translation>
    </message>
</context>
<context>
    <name>SyncChip</name>
    <message>
        <source>%1 waiting</source>
        <extracomment>sync chip: so many changes still to be sent</extracomment>
        <translation>待发 %1</translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <extracomment>sync chip: without a connection since a time of day</extracomment>
        <translation>离线·%1 起</translation>
    </message>
    <message>
        <source>%1 to decide</source>
        <extracomment>sync chip: so many conflicts need a person&apos;s decision</extracomment>
        <translation>待决定 %1</translation>
    </message>
    <message>
        <source>%1 refused</source>
        <extracomment>sync chip: the server refused so many changes</extracomment>
        <translation>被拒 %1</translation>
    </message>
    <message>
        <source>In sync · %1</source>
        <extracomment>sync chip: everything sent and received</extracomment>
        <translation>已同步·%1</translation>
    </message>
    <message>
        <source>Offline</source>
        <extracomment>sync chip: no connection, time unknown</extracomment>
        <translation>离线</translation>
    </message>
    <message>
        <source>In sync</source>
        <extracomment>sync chip: everything sent and received</extracomment>
        <translation>已同步</translation>
    </message>
    <message>
        <source>Opens the sync page</source>
        <translation>打开同步页</translation>
    </message>
</context>
<context>
    <name>SyncHead</name>
    <message>
        <source>Sync under way</source>
        <extracomment>read aloud for the bar that shows how far the sync is</extracomment>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Stay offline</source>
        <extracomment>switch: send and receive nothing until it is turned off again</extracomment>
        <translation>保持离线</translation>
    </message>
    <message>
        <source>Syncing</source>
        <translation>正在同步</translation>
    </message>
    <message>
        <source>Try now</source>
        <extracomment>button while the sync runs</extracomment>
        <translation>现在试试</translation>
    </message>
</context>
<context>
    <name>SyncPage</name>
    <message>
        <source>Sync</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>同步</translation>
    </message>
</context>
<context>
    <name>TasksPanel</name>
    <message>
        <source>Tasks</source>
        <extracomment>panel: what I have to do today</extracomment>
        <translation>任务</translation>
    </message>
    <message>
        <source>Done: %1</source>
        <extracomment>read aloud for the box that marks a task as done</extracomment>
        <translation>完成：%1</translation>
    </message>
</context>
<context>
    <name>Theme</name>
    <message>
        <source>en_GB</source>
        <extracomment>name of the locale for dates and figures: en_GB in English, zh_CN in Chinese</extracomment>
        <translation>zh_CN</translation>
    </message>
</context>
<context>
    <name>TimelineChips</name>
    <message>
        <source>All</source>
        <extracomment>filter: everything</extracomment>
        <translation>全部</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <extracomment>filter with the number of its rows, such as &quot;Visits 64&quot;</extracomment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Promises only</source>
        <extracomment>filter: only events at which something was promised</extracomment>
        <translation>只看有承诺的</translation>
    </message>
</context>
<context>
    <name>TimelineTab</name>
    <message>
        <source>Timeline</source>
        <extracomment>read aloud for the list of everything that happened</extracomment>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Log visit</source>
        <extracomment>button: write down what happened at a visit</extracomment>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Visits, calls, orders and complaints appear here by themselves.</source>
        <translation>拜访、电话、订单和投诉会自动列在这里。</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <extracomment>hint in an empty timeline</extracomment>
        <translation>还没有发生过什么</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <extracomment>button on a toast: take back what was just done</extracomment>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TodayPage</name>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <extracomment>date and what is left of the quarter, such as &quot;Tuesday 24 March, 7 days left in the quarter&quot;</extracomment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>Needs my decision</source>
        <extracomment>panel: conflicts and requests that only I can settle</extracomment>
        <translation>待我决定</translation>
    </message>
    <message>
        <source>Deadlines</source>
        <extracomment>panel: complaints, tenders and contracts with a date</extracomment>
        <translation>期限</translation>
    </message>
    <message>
        <source>Warnings</source>
        <extracomment>panel: early signs of trouble with an account</extracomment>
        <translation>预警</translation>
    </message>
    <message>
        <source>within 14 days</source>
        <extracomment>remark on a panel: the period that it covers</extracomment>
        <translation>14 天内</translation>
    </message>
    <message>
        <source>Birthdays and holidays</source>
        <extracomment>panel: birthdays and public holidays</extracomment>
        <translation>生日与节日</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <extracomment>button that returns to where one came from</extracomment>
        <translation>返回</translation>
    </message>
    <message>
        <source>Search</source>
        <extracomment>button that opens the search over everything</extracomment>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Visit</source>
        <extracomment>button: log a visit now</extracomment>
        <translation>拜访</translation>
    </message>
</context>
<context>
    <name>ViewsButton</name>
    <message>
        <source>Saved views</source>
        <extracomment>button: opens the menu of saved views of a list</extracomment>
        <translation>保存的视图</translation>
    </message>
    <message>
        <source>Save this view…</source>
        <extracomment>menu entry: keep search, filters and order of a list under a name</extracomment>
        <translation>保存当前视图…</translation>
    </message>
    <message>
        <source>Remove “%1”</source>
        <extracomment>menu entry: forget the saved view that is shown now</extracomment>
        <translation>删除“%1”</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <extracomment>field for the name of a saved view</extracomment>
        <translation>视图名称</translation>
    </message>
    <message>
        <source>Save view</source>
        <extracomment>button: keep this view under the name</extracomment>
        <translation>保存视图</translation>
    </message>
</context>
<context>
    <name>VisitLogPage</name>
    <message>
        <source>Saves without a network. Sent by itself later.</source>
        <extracomment>under the visit log</extracomment>
        <translation>没有网络也能保存，以后自动发出。</translation>
    </message>
    <message>
        <source>Choose the account first.</source>
        <extracomment>under the visit log</extracomment>
        <translation>请先选择客户。</translation>
    </message>
    <message>
        <source>Log visit</source>
        <extracomment>head of the visit log</extracomment>
        <translation>记录拜访</translation>
    </message>
    <message>
        <source>Saving</source>
        <extracomment>button of the visit log</extracomment>
        <translation>正在保存</translation>
    </message>
    <message>
        <source>Save visit</source>
        <translation>保存拜访</translation>
    </message>
    <message>
        <source>What was said</source>
        <extracomment>field of the visit log: the report</extracomment>
        <translation>谈了什么</translation>
    </message>
    <message>
        <source>What they want, what you promised, what changed</source>
        <extracomment>hint in the empty report of a visit</extracomment>
        <translation>对方要什么，答应了什么，有什么变化</translation>
    </message>
    <message>
        <source>Next step</source>
        <extracomment>field of the visit log: what happens next; it becomes a task</extracomment>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Becomes a task</source>
        <extracomment>hint in the empty field for the next step</extracomment>
        <translation>会成为一项任务</translation>
    </message>
    <message>
        <source>Next visit</source>
        <extracomment>field of the visit log: when to visit again</extracomment>
        <translation>下次拜访</translation>
    </message>
</context>
<context>
    <name>VisitsPage</name>
    <message>
        <source>Visits</source>
        <extracomment>a place in the navigation</extracomment>
        <translation>拜访</translation>
    </message>
    <message>
        <source>Show</source>
        <extracomment>read aloud for the choice between the visits and the accounts that are due</extracomment>
        <translation>显示</translation>
    </message>
    <message>
        <source>Due %1</source>
        <translation>应访 %1</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <extracomment>button: create a planned visit</extracomment>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>Pick a day above, or plan a visit to an account that is due.</source>
        <extracomment>explains an empty list of visits</extracomment>
        <translation>在上面选一天，或为该去的客户安排拜访。</translation>
    </message>
    <message>
        <source>No visits yet</source>
        <translation>还没有拜访</translation>
    </message>
</context>
<context>
    <name>VisitsPanel</name>
    <message>
        <source>Visits today</source>
        <extracomment>panel: the visits planned for today</extracomment>
        <translation>今天的拜访</translation>
    </message>
    <message>
        <source>Log</source>
        <extracomment>short button in a row: write down what happened at this visit</extracomment>
        <translation>记录</translation>
    </message>
    <message>
        <source>Log visit, %1</source>
        <translation>记录拜访，%1</translation>
    </message>
    <message>
        <source>Reschedule, %1</source>
        <extracomment>read aloud for the button of a row that moves a visit</extracomment>
        <translation>改期，%1</translation>
    </message>
    <message>
        <source>Plan a visit</source>
        <extracomment>button: create a planned visit</extracomment>
        <translation>安排拜访</translation>
    </message>
    <message>
        <source>See the due accounts</source>
        <extracomment>button: open the accounts that are due for a visit</extracomment>
        <translation>看应访的客户</translation>
    </message>
    <message numerus="yes">
        <source>%n account(s) are due by the standard.</source>
        <translation>
            <numerusform>有 %n 个客户按标准该去了。</numerusform>
        </translation>
    </message>
    <message>
        <source>No account is due by the standard either.</source>
        <extracomment>hint when nothing is planned for today</extracomment>
        <translation>按标准也没有该去的客户。</translation>
    </message>
    <message>
        <source>No visits planned for today</source>
        <extracomment>hint when nothing is planned for today nothing is planned for today</extracomment>
        <translation>今天没有安排拜访</translation>
    </message>
</context>
<context>
    <name>WaitingPanel</name>
    <message>
        <source>Waiting to be sent</source>
        <extracomment>panel: changes that have not been sent yet</extracomment>
        <translation>等待发出</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Show all</source>
        <extracomment>button of a list that was cut short</extracomment>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>What you change without a network appears here until it is sent.</source>
        <extracomment>explains why no change waits</extracomment>
        <translation>没有网络时的修改列在这里，发出后消失。</translation>
    </message>
    <message>
        <source>Everything is sent</source>
        <extracomment>no change waits to be sent</extracomment>
        <translation>全部已发出</translation>
    </message>
</context>
<context>
    <name>WeekDay</name>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Plan a visit, %1</source>
        <extracomment>read aloud for a day of the week strip read aloud for a day of the week strip: a press plans a visit on it</extracomment>
        <translation>安排拜访，%1</translation>
    </message>
</context>
<context>
    <name>WeekStrip</name>
    <message>
        <source>d MMM</source>
        <extracomment>first and last day of a week; date format string, see Qt.formatDate</extracomment>
        <translation>M 月 d 日</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <extracomment>a period, such as &quot;23 Mar – 29 Mar&quot;</extracomment>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Previous week</source>
        <extracomment>calendar button</extracomment>
        <translation>上一周</translation>
    </message>
    <message>
        <source>Next week</source>
        <extracomment>calendar button</extracomment>
        <translation>下一周</translation>
    </message>
</context>
</TS>
