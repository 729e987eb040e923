// Pinyin keys and search tokens.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>

#include "interchange/pinyin.h"
#include "interchange/tokens.h"

namespace keybook::interchange {
namespace {

using Strings = std::vector<std::string>;

bool has(const Strings& keys, std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); }

TEST(Pinyin, EveryReadingOfAPolyphoneIsAKey) {
  const PinyinKeys chongqing = pinyin_keys("重庆");
  EXPECT_TRUE(has(chongqing.initials, "cq"));
  EXPECT_TRUE(has(chongqing.initials, "zq"));
  EXPECT_TRUE(has(chongqing.full, "chongqing"));
  EXPECT_TRUE(has(chongqing.full, "zhongqing"));
  EXPECT_TRUE(has(pinyin_keys("长沙").initials, "cs"));
  EXPECT_TRUE(has(pinyin_keys("音乐").full, "yinyue"));
  EXPECT_TRUE(has(pinyin_keys("中国银行").full, "zhongguoyinhang"));
}

TEST(Pinyin, SurnamesAreReadAsNames) {
  for (const auto& [name, key] : {std::pair{"曾国藩", "zengguofan"},
                                  {"单雄信", "shanxiongxin"},
                                  {"仇英", "qiuying"},
                                  {"区家麟", "oujialin"},
                                  {"解缙", "xiejin"},
                                  {"查良镛", "zhaliangyong"},
                                  {"尉迟恭", "yuchigong"},
                                  {"朴正熙", "piaozhengxi"}})
    EXPECT_TRUE(has(pinyin_keys(name).full, key)) << name;
}

TEST(Pinyin, UWithDotsIsFoundByVAndByU) {
  const PinyinKeys keys = pinyin_keys("吕布");
  EXPECT_TRUE(has(keys.full, "lvbu"));
  EXPECT_TRUE(has(keys.full, "lubu"));
  EXPECT_TRUE(has(keys.full, pinyin_query("Lǚ Bù")));
  EXPECT_TRUE(has(pinyin_keys("女").full, "nv"));
}

TEST(Pinyin, LettersAndDigitsStandForThemselves) {
  EXPECT_EQ(pinyin_keys("3M 中国（ＩＢＭ）"), (PinyinKeys{{"3mzgibm"}, {"3mzhongguoibm"}}));
  EXPECT_EQ(pinyin_keys("（）—"), PinyinKeys{});
  EXPECT_EQ(pinyin_keys(""), PinyinKeys{});
  EXPECT_EQ(pinyin_keys("\xE4\xB8"), PinyinKeys{});
}

TEST(Pinyin, CommonCharactersHaveTheirCommonReadingFirst) {
  EXPECT_EQ(pinyin_keys("中国移动通信集团有限公司").initials, Strings{"zgydtxjtyxgs"});
  EXPECT_EQ(pinyin_keys("广东地大石化").full, Strings{"guangdongdidashihua"});
}

RC_GTEST_PROP(PinyinProperties, KeysAreFewAndDistinct, ()) {
  std::string name;
  for (const auto& c :
       *rc::gen::container<Strings>(rc::gen::elementOf(Strings{"重", "乐", "行", "长", "吕", "中", "a", "参", "差"})))
    name += c;
  const PinyinKeys keys = pinyin_keys(name);
  for (Strings list : {keys.initials, keys.full}) {
    RC_ASSERT(list.size() <= pinyin_keys_max);
    std::sort(list.begin(), list.end());
    RC_ASSERT(std::adjacent_find(list.begin(), list.end()) == list.end());
  }
}

// ---- tokens

Strings tokens_of(std::string_view text) {
  Strings out;
  for (Tokens tokens(text); tokens.next();) out.emplace_back(tokens.token());
  return out;
}

TEST(SearchTokens, OneForEachChineseCharacterAndOneForEachWord) {
  EXPECT_EQ(tokens_of("中国移动 (China Mobile) 3M-138"),
            (Strings{"中", "国", "移", "动", "china", "mobile", "3m", "138"}));
  EXPECT_EQ(tokens_of("かなカタ한국"), (Strings{"か", "な", "カ", "タ", "한", "국"}));
}

TEST(SearchTokens, FormsAreFolded) {
  EXPECT_EQ(tokens_of("ＡＢＣ１３８ ﬁn ① ÉCOLE e\xCC\x81 Straße"),
            (Strings{"abc138", "fin", "1", "école", "é", "strasse"}));
  EXPECT_EQ(tokens_of("\xEF\xA4\x80"), Strings{"豈"});  // U+F900, a compatibility form
  EXPECT_EQ(tokens_of("so\xC2\xADund"), Strings{"sound"});
}

TEST(SearchTokens, OffsetsAreBytesOfTheText) {
  const std::string text = "，客 ＡB!";
  Tokens tokens(text);
  ASSERT_TRUE(tokens.next());
  EXPECT_EQ(text.substr(tokens.begin(), tokens.end() - tokens.begin()), "客");
  ASSERT_TRUE(tokens.next());
  EXPECT_EQ(text.substr(tokens.begin(), tokens.end() - tokens.begin()), "ＡB");
  EXPECT_EQ(tokens.token(), "ab");
  EXPECT_FALSE(tokens.next());
}

RC_GTEST_PROP(SearchTokensProperties, AnyBytesGiveAscendingPlaces, (const std::string& text)) {
  std::size_t last = 0;
  for (Tokens tokens(text); tokens.next();) {
    RC_ASSERT(tokens.begin() >= last);
    RC_ASSERT(tokens.end() > tokens.begin());
    RC_ASSERT(tokens.end() <= text.size());
    RC_ASSERT(!tokens.token().empty());
    last = tokens.end();
  }
}

// Folded text has the same tokens: index and query agree whichever form each was typed in.
RC_GTEST_PROP(SearchTokensProperties, FoldingChangesNoToken, ()) {
  std::string text;
  for (const auto& part : *rc::gen::container<Strings>(rc::gen::elementOf(
           Strings{"a", "Ｂ", "É", "e\xCC\x81", " ", "客", "\xEF\xA4\x80", "①", "ｶ", "-", "ß", "한", "，", "9"})))
    text += part;
  RC_ASSERT(tokens_of(text) == tokens_of(folded_text(text)));
}

}  // namespace
}  // namespace keybook::interchange
