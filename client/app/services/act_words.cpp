#include "services/known.h"

#include <array>

namespace keybook::app {
namespace {

const schema::Label propose_again = {"需要的话，重新提出交接", "Propose a new handover, if it is still wanted"};

const std::array messages = {
    // ---- handovers
    Known{"nothing was handed over: the accounts changed hands or were deleted",
          {"没有移交任何客户：它们中途换了人，或者已删除",
           "Nothing was handed over: the accounts changed hands or were deleted since"},
          propose_again},
    Known{"the handover is declined already", {"这次交接已被拒绝", "The handover was declined already"}, propose_again},
    Known{
        "the handover is withdrawn already", {"这次交接已被撤回", "The handover was withdrawn already"}, propose_again},
    Known{"the handover is lapsed already", {"这次交接已失效", "The handover has lapsed already"}, propose_again},
    Known{"the handover is accepted already", {"这次交接已被接受", "The handover was accepted already"}, {}},
    Known{"the handover is effective already",
          {"这次交接已经生效", "The handover took effect already"},
          {"要退回，请提出一次新的交接", "To reverse it, propose a new one"}},
    Known{"there is no such handover", {"没有这次交接，或它与你无关", "There is no such handover of yours"}, {}},
    Known{"only the successor decides about a handover, or a manager makes it effective",
          {"只有接任的人能决定", "Only the successor decides"},
          {"或请经理、总部使它生效", "Or a manager or head office makes it effective"}},
    Known{"only who proposed it, a manager or head office withdraws a handover",
          {"只有提出的人、经理或总部能撤回", "Only who proposed it, a manager or head office withdraws it"},
          {"如果是交给你的，可以拒绝", "Decline it, if you are to be the successor"}},
    Known{"only its owner, a manager of its territory or head office hands an account over",
          {"只有负责人、辖区经理或总部能交出这个客户",
           "Only its owner, a manager of its territory or head office hands an account over"},
          {"请他们提出", "Ask one of them"}},
    Known{"only managers and head office hand over without acceptance",
          {"不经接受就交接，只有经理和总部可以", "Only managers and head office hand over without acceptance"},
          {"去掉这个选项，由接任的人接受", "Take the tick away: the successor accepts"}},
    Known{"there is no account of this user that you could hand over",
          {"他没有你能交出的客户", "There is no account of this colleague that you could hand over"},
          {}},
    Known{"there is no active user of this name",
          {"没有这位在用的同事", "There is no active colleague of this name"},
          {"先同步，再选一次", "Sync, then choose again"}},
    Known{"the account was deleted", {"这个客户已删除", "The account was deleted"}, {"先恢复它", "Restore it first"}},
    // ---- covers
    Known{"only they themselves, their manager or head office arrange a cover for somebody",
          {"只有本人、其经理或总部能安排代管",
           "Only they themselves, their manager or head office arrange a cover for somebody"},
          {"请他们安排", "Ask one of them"}},
    Known{"nobody stands in for himself", {"不能自己代管自己", "Nobody stands in for himself"}, {}},
    Known{"the cover would end before it begins, or is over already",
          {"代管结束得太早", "The cover would end before it begins, or is over already"},
          {"换一个更晚的日子", "Choose a later day"}},
    Known{"there is no such cover", {"没有这次代管，或它与你无关", "There is no such cover of yours"}, {}},
    Known{"the cover is over already", {"这次代管已经结束", "The cover is over already"}, {}},
    // ---- late edits
    Known{"there is no such late edit, or you do not see it",
          {"没有这条迟到的修改，或它不归你看", "There is no such late edit, or you do not see it"},
          {"先同步再看", "Sync, then look again"}},
    Known{"nothing of this late edit waits for a decision any more",
          {"这条迟到的修改已经有人决定过了", "Somebody decided about this late edit already"},
          {"第一次决定有效；要改，直接修改字段", "The first decision stands; edit the field to change it"}},
    Known{"the record itself was made too late and is not taken yet",
          {"这条记录本身也迟到了，还没有采纳", "The record itself was made too late and is not taken yet"},
          {"先决定是否采纳这条新记录", "First decide about the new record"}},
    Known{"the record was made too late, and declined",
          {"这条记录迟到，已被谢绝", "The record was made too late, and declined"},
          {"把这条修改也谢绝", "Decline this edit too"}},
    Known{"the record was made too late and waits for a decision",
          {"这条记录迟到，等待决定", "The record was made too late and waits for a decision"},
          {"先在“迟到的修改”里采纳它", "First take it among the late edits"}},
    // ---- the pool
    Known{"the account has an owner",
          {"这个客户已经有人负责", "The account has an owner"},
          {"要接手，请提出交接", "Propose a handover instead"}},
    Known{"the account lies in the pool already", {"这个客户已在公共池里", "The account lies in the pool already"}, {}},
    Known{"only a manager of its territory or head office assigns an account",
          {"只有辖区经理或总部能分配客户", "Only a manager of its territory or head office assigns an account"},
          {"可以自己领取，或请他们分配", "Claim it, or ask one of them"}},
    Known{"only its owner, a manager of its territory or head office decides this about an account",
          {"只有负责人、辖区经理或总部能决定",
           "Only its owner, a manager of its territory or head office decides this about an account"},
          {"请他们来做", "Ask one of them"}},
};

}  // namespace

std::span<const Known> act_messages() { return messages; }

}  // namespace keybook::app
