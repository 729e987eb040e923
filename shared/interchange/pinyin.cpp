#include "interchange/pinyin.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <unordered_map>

#include "interchange/utf8.h"

namespace keybook::interchange {
namespace {

// Characters with several readings that occur in names of companies, places and people, the usual reading first.
// Readings of particles, of classical texts and of single old place names are left out: each reading doubles the keys,
// and 广东 should not be found by "ad".
constexpr std::string_view several_readings =
    "扒ba,pa 柏bai,bo 蚌bang,beng 膀bang,pang 磅bang,pang 堡bao,bu,pu 暴bao,pu 刨bao,pao 贲ben,bi 秘mi,bi 泌mi,bi "
    "辟bi,pi 扁bian,pian 便bian,pian 槟bin,bing 番fan,pan 薄bo,bao 剥bo,bao 卜bu,bo 埔pu,bu 参can,shen,cen "
    "藏cang,zang 曾zeng,ceng 侧ce,ze 查cha,zha 禅chan,shan 单dan,shan,chan 长chang,zhang 倘tang,chang 裳shang,chang "
    "朝chao,zhao 称cheng,chen 盛sheng,cheng 乘cheng,sheng 澄cheng,deng 匙chi,shi 重zhong,chong 种zhong,chong "
    "仇chou,qiu 臭chou,xiu 畜chu,xu 褚chu,zhu 传chuan,zhuan 幢zhuang,chuang 椎zhui,chui 绰chuo,chao 伺si,ci "
    "枞cong,zong 攒zan,cuan 撮cuo,zuo 逮dai,di 弹dan,tan 覃qin,tan 澹dan,tan 叨dao,tao 翟zhai,di 调diao,tiao "
    "洞dong,tong 侗dong,tong 都du,dou 囤tun,dun 恶e,wu 佛fo,fu 脯fu,pu 盖gai,ge 蛤ge,ha 革ge,ji 颈jing,geng 句ju,gou "
    "枸gou,ju 鹄hu,gu 莞guan,wan 纶lun,guan 龟gui,jun,qiu 桧gui,hui 会hui,kuai 涡wo,guo 咳ke,hai 行xing,hang "
    "巷xiang,hang 吭keng,hang 夯hang,ben 镐gao,hao 核he,hu 貉he,hao 虹hong,jiang 滑hua,gu 还huan,hai 浍hui,kuai "
    "豁huo,hua 稽ji,qi 缉ji,qi 藉jie,ji 夹jia,ga 茄qie,jia 浅qian,jian 降jiang,xiang 脚jiao,jue 嚼jiao,jue "
    "校xiao,jiao 觉jue,jiao 桔ju,jie 解jie,xie 芥jie,gai 劲jin,jing 咀ju,zui 圈quan,juan 隽juan,jun 浚jun,xun "
    "卡ka,qia 咖ka,ga 楷kai,jie 槛kan,jian 壳ke,qiao 溃kui,hui 括kuo,gua 腊la,xi 落luo,la,lao 烙lao,luo 乐le,yue,lao "
    "勒le,lei 蠡li,luo 棱leng,ling 俩lia,liang 栎li,yue 了liao,le 六liu,lu 陆lu,liu 碌lu,liu 弄nong,long 露lu,lou "
    "绿lv,lu 率lv,shuai 络luo,lao 埋mai,man 脉mai,mo 蔓man,wan 冒mao,mo 模mo,mu 抹mo,ma 牟mou,mu 缪miao,mou,miu "
    "粘zhan,nian 疟nve,yao 尿niao,sui 鸟niao,diao 区qu,ou 胖pang,pan 炮pao,bao 朴piao,pu,po 瀑pu,bao 曝pu,bao 栖qi,xi "
    "铅qian,yan 乾qian,gan 纤xian,qian 雀que,qiao 塞sai,se 杉shan,sha 厦xia,sha 掺chan,shan 召zhao,shao 折zhe,she "
    "什shi,shen 似si,shi 峙zhi,shi 宿su,xiu 莎sha,suo 屯tun,zhun 褪tui,tun 拓tuo,ta 沓ta,da 宛wan,yuan 尾wei,yi "
    "尉wei,yu 蔚wei,yu 隗wei,kui 於yu,wu 洗xi,xian 虾xia,ha 削xiao,xue 挟xie,jia 血xue,xie 邪xie,ya 荥xing,ying "
    "荨xun,qian 咽yan,ye 殷yin,yan 钥yao,yue 蛾e,yi 涌yong,chong 俞yu,shu 吁yu,xu 圩wei,xu 扎zha,za 轧zha,ya,ga "
    "咋za,zha 着zhe,zhao,zhuo 祭ji,zhai 著zhu,zhuo 琢zhuo,zuo 仔zai,zi 兹zi,ci 柞zha,zuo 晟sheng,cheng 谌chen,shen "
    "繁fan,po 郇xun,huan 俟si,qi 祢mi,ni 泷long,shuang 浒hu,xu 犍jian,qian 筠yun,jun 歙she,xi 渑mian,sheng 珲hui,hun "
    "莘shen,xin 吕lv,lu 地di";

#include "pinyin_table.inc"  // table_syllables, table_readings, table_first: see CMakeLists.txt

using Readings = std::unordered_map<char32_t, std::vector<std::string>>;

Readings parsed(std::string_view left) {
  Readings all;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(' '), left.size());
    const Utf8Char c = utf8_char(left, 0);
    std::string_view list = left.substr(c.size, end - c.size);
    left.remove_prefix(std::min(end + 1, left.size()));
    std::vector<std::string> readings;
    while (!list.empty()) {
      const std::size_t comma = std::min(list.find(','), list.size());
      readings.emplace_back(list.substr(0, comma));
      list.remove_prefix(std::min(comma + 1, list.size()));
    }
    all[c.code] = std::move(readings);
  }
  return all;
}

std::vector<std::string> readings_of(char32_t c) {
  static const Readings several = parsed(several_readings);
  if (const auto found = several.find(c); found != several.end()) return found->second;
  if (c == 0x3007) return {"ling"};  // 〇
  if (c < table_first || c >= table_first + table_readings.size()) return {};
  const std::string_view syllable = table_syllables[table_readings[c - table_first]];
  return syllable.empty() ? std::vector<std::string>{} : std::vector<std::string>{std::string(syllable)};
}

// What one character adds to a key, in each of its readings.
using Choices = std::vector<std::string>;

void add_once(Choices& choices, std::string choice) {
  if (std::find(choices.begin(), choices.end(), choice) == choices.end()) choices.push_back(std::move(choice));
}

Choices initials_of(const std::vector<std::string>& readings) {
  Choices out;
  for (const std::string& reading : readings) add_once(out, reading.substr(0, 1));
  return out;
}

Choices syllables_of(const std::vector<std::string>& readings) {
  Choices out = readings;
  for (std::string reading : readings)
    if (reading.size() > 1 && reading[1] == 'v') {
      reading[1] = 'u';
      add_once(out, std::move(reading));
    }
  return out;
}

// All ways to choose, as long as they stay within pinyin_keys_max; the first choices give the first key.
std::vector<std::string> combined(const std::vector<Choices>& characters) {
  std::vector<std::string> keys = {""};
  for (const Choices& choices : characters) {
    const std::size_t used = keys.size() * choices.size() <= pinyin_keys_max ? choices.size() : 1;
    std::vector<std::string> longer;
    longer.reserve(keys.size() * used);
    for (const std::string& key : keys)
      for (std::size_t i = 0; i < used; ++i) longer.push_back(key + choices[i]);
    keys = std::move(longer);
  }
  if (keys.size() == 1 && keys.front().empty()) keys.clear();
  return keys;
}

// A full-width letter or digit is the same key on the keyboard.
char32_t half_width(char32_t c) { return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c; }

}  // namespace

PinyinKeys pinyin_keys(std::string_view name) {
  std::vector<Choices> initials, syllables;
  for (std::size_t at = 0; at < name.size() && initials.size() < pinyin_chars_max;) {
    const Utf8Char raw = utf8_char(name, at);
    at += raw.size;
    const char32_t c = half_width(raw.code);
    if (c >= 'A' && c <= 'Z') {
      initials.push_back({std::string(1, static_cast<char>(c - 'A' + 'a'))});
      syllables.push_back(initials.back());
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      initials.push_back({std::string(1, static_cast<char>(c))});
      syllables.push_back(initials.back());
    } else if (const auto readings = readings_of(c); !readings.empty()) {
      initials.push_back(initials_of(readings));
      syllables.push_back(syllables_of(readings));
    }
  }
  return {combined(initials), combined(syllables)};
}

std::string pinyin_query(std::string_view typed) {
  icu::UnicodeString text = icu::UnicodeString::fromUTF8({typed.data(), static_cast<std::int32_t>(typed.size())});
  std::string out;
  for (std::int32_t i = 0; i < text.length(); ++i) {
    const char32_t c = half_width(text[i]);
    if (c >= '0' && c <= '9') {
      out += static_cast<char>(c);
      continue;
    }
    static constexpr std::u16string_view marked = u"āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüĀÁǍÀĒÉĚÈĪÍǏÌŌÓǑÒŪÚǓÙǕǗǙǛÜ";
    static constexpr std::string_view plain = "aaaaeeeeiiiioooouuuuvvvvvaaaaeeeeiiiioooouuuuvvvvv";
    const std::size_t found = marked.find(static_cast<char16_t>(c));
    if (found != std::u16string_view::npos)
      out += plain[found];
    else if (c == 0x0308 && out.ends_with('u'))
      out.back() = 'v';
    else if (c >= 'a' && c <= 'z')
      out += static_cast<char>(c);
    else if (c >= 'A' && c <= 'Z')
      out += static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::vector<std::string> pinyin_readings(char32_t character) { return readings_of(character); }

}  // namespace keybook::interchange
