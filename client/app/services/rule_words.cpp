#include "services/known.h"

#include <array>

namespace keybook::app {
namespace {

const std::array messages = {
    // ---- what records break together
    Known{"'*' would run in a circle: the record would stand above itself",
          {"会绕成一圈：它会成为自己的上级", "It would run in a circle: the record would stand above itself"},
          {"换一个不在它下面的；什么都没有保存", "Choose one that does not stand below it; nothing was saved"}},
    Known{"the scheme cannot count yet: * adds up to *, not *: *",
          {"评分方案还不能用：权重合计 %2，应为 %3（%4）",
           "The scheme cannot count yet: its weights add up to %2, not %3 (%4)"},
          {"先改各指标的权重，使同一上级下合计为 100；什么都没有保存",
           "First change the weights so that they are 100 together below each parent; nothing was saved"}},
    Known{"* overlaps * on *",
          {"从 %3 起，“%1”与“%2”重叠", "From %3 on “%1” overlaps “%2”"},
          {"让一段从另一段结束处开始：先改旁边的一段，或给它们错开的有效期；什么都没有保存",
           "Let one begin where the other ends: change the neighbour first, or give days of validity that lie apart; "
           "nothing was saved"}},
    Known{"*: ends at *, not above * on *",
          {"“%1”：上限 %2 不高于下限 %3", "“%1” ends at %2, which is not above %3"},
          {"给一个更高的上限；什么都没有保存", "Give an upper bound above the lower; nothing was saved"}},
    // ---- project declarations and quotations
    Known{"the declaration cannot be approved: * of the points checked are wrong, at most * % may be",
          {"报备不能批准：核对的内容中有 %1 有误，最多允许 %2 %",
           "The declaration cannot be approved: %1 of the points checked are wrong, at most %2 % may be"},
          {"改正后重新核对，或由总部填写例外的理由；什么都没有保存",
           "Have it corrected and checked again, or let head office give the reason for an exception; nothing was "
           "saved"}},
    Known{
        "no further declaration of this dealer is accepted: it won * of * decided projects (*), at least * % are asked "
        "for",
        {"这家经销商暂时不能再报备：已有结果的 %2 个项目赢了 %1 个（%3），至少要 %4 %",
         "This dealer cannot declare further projects: it won %1 of %2 decided ones (%3), at least %4 % are asked for"},
        {"赢率达到以后再报备，或由总部填写例外的理由；什么都没有保存",
         "Declare it once the rate is reached, or let head office give the reason for an exception; nothing was "
         "saved"}},
    Known{"a quotation for this item was withdrawn, which is final",
          {"这一项的报价已经撤回，不能再报", "A quotation for this item was withdrawn, which is final"},
          {"参加别的项；什么都没有保存", "Take part in another item; nothing was saved"}},
    Known{"this item has a quotation already; only one is allowed",
          {"这一项已经报过价，只能报一次", "This item has a quotation already; only one is allowed"},
          {"保留那一份，或把它撤回；什么都没有保存", "Let it stand, or withdraw it for good; nothing was saved"}},
    // ---- opportunities and orders
    Known{"stage '*' asks for what is not filled in yet: *",
          {"进入阶段“%1”还缺：%2", "Stage “%1” asks for what is not filled in yet: %2"},
          {"先填好这些；每个阶段要什么，由总部规定；什么都没有保存",
           "Fill it in first; head office says what a stage needs; nothing was saved"}},
    Known{"the quantity * is negative, but its order is no return",
          {"数量 %1 是负数，但它的订单不是退货", "The quantity %1 is negative, but its order is no return"},
          {"把订单的类型改为退货，或另开一张退货单；什么都没有保存",
           "Make the order a return, or enter what came back as an order of that kind; nothing was saved"}},
};

}  // namespace

std::span<const Known> rule_messages() { return messages; }

}  // namespace keybook::app
