// Mending: what must come back, what must be left alone, what must be refused.
#include "paper/mending/mend.h"
#include "paper/mending/wraps.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "paper/codec.h"
#include "paper/lexicon.h"
#include "paper/mending/forward.h"
#include "paper/unicode.h"
#include "tests/support/files.h"

namespace luodi::paper {
namespace {

std::string mended(const std::string& bytes) {
  auto m = mend(bytes);
  return m ? m->text : "refused: " + m.error().reason;
}

/// A small site of the tests' own.
GlossSite site() {
  GlossSite s;
  for (const char32_t glyph : std::u32string_view(U"產發經業務學設實準應現質"))
    if (const auto& r = Lexicon::get().readings(glyph); !r.empty()) s.glosses.add(glyph, r.front());
  return s;
}

TEST(Mending, LeavesACleanSimplifiedTextByteForByte) {
  const std::string clean = "会议要求，县发改局要在3月底前完成第1批项目摸底（含储备项目）。\n霁川县李昇、王堃参加会议。\n";
  auto m = mend(clean);
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, clean);
  EXPECT_TRUE(m->untouched);
  EXPECT_TRUE(m->changes.empty());
}

TEST(Mending, DeletesAGlossBehindItsOwnGlyphAndKeepsRealParentheses) {
  EXPECT_EQ(mended("縣政府領(lǐng)導(dǎo)班子召開會議,縣委常委會(擴(kuò)大)會議聽取匯報。"),
            "县政府领导班子召开会议,县委常委会(扩大)会议听取汇报。");
}

TEST(Mending, PutsBytesBackIntoPhaseWhereAGlossHitInsideACharacter) {
  // 鏈式 = E6 9C | CA BD holds 準 = 9C CA: the gloss of 準 stands inside (DAMAGE, section 3).
  auto m = mend("縣長主持會議,積極開展鏈?zhǔn)秸猩獭⒁陨陶猩獭⑵脚_招商,縣經(jīng)合中心要發(fā)揮作用。");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, "县长主持会议,积极开展链式招商、以商招商、平台招商,县经合中心要发挥作用。");
}

TEST(Mending, NamesTheIdiomThatChoseWhereBytesVanished) {
  auto m = mend("縣長主持會議,通過鏈?zhǔn)秸猩獭绊樚倜稀薄⑷嗣}招商“牽線搭橋”,發(fā)展產(chǎn)業(yè)。");
  ASSERT_TRUE(m);
  EXPECT_NE(m->text.find("“顺藤摸瓜”、人脉招商"), std::string::npos) << m->text;
  const auto place = std::find_if(m->doubtful.begin(), m->doubtful.end(),
                                  [](const Doubt& d) { return d.evidence.find("顺藤摸瓜") != std::string::npos; });
  ASSERT_NE(place, m->doubtful.end());
  EXPECT_GT(place->candidates, 100U);
  EXPECT_EQ(m->proof, Proof::reproduced) << "several candidates: reproduced, not proved";
}

/// A line whose GBK bytes lost the one at `lost` and were decoded all the same.
std::string without_byte(const std::u32string& line, std::size_t lost) {
  std::string bytes = gbk_encode(line);
  bytes.erase(lost, 1);
  return to_utf8(gbk_decode_leniently(bytes));
}

TEST(Mending, NamesEverythingBehindALostByteAndProvesNothing) {
  const std::u32string line = U"会议要求，要严格落实防汛责任制，县水利局、县应急局要做好群众转移工作，确保安全度汛。";
  auto m = mend("会议听取了防汛工作汇报。\n" + without_byte(line, 40));
  ASSERT_TRUE(m);
  EXPECT_NE(m->text.find("工作，确保安全度汛。"), std::string::npos) << m->text;
  EXPECT_EQ(m->proof, Proof::none);
  const auto run = std::find_if(m->doubtful.begin(), m->doubtful.end(), [](const Doubt& d) { return d.code == "lost_byte"; });
  ASSERT_NE(run, m->doubtful.end());
  for (std::size_t i = 0; i < m->cells.size(); ++i)
    if (m->cells[i].how != Damage::none) {
      EXPECT_TRUE(run->begin <= i && i < run->end) << "a changed character is not named: " << i;
      EXPECT_GE(m->cells[i].sure, Sure::chosen);
    }
}

TEST(Mending, LeavesAPlaceOpenWhereNoWordJoinsItToWhatIsShown) {
  // Four characters are half gone behind the lost byte: thousands of fillings give the same page.
  auto m = mend("会议听取了汇报。\n" + without_byte(U"要落实“十户联保”，要加强半专业扑火队伍训练，确保打早、打小、打了。", 9));
  ASSERT_TRUE(m);
  EXPECT_NE(m->text.find("半专业扑火队伍训练，确保打早、打小、打了"), std::string::npos) << m->text;
  const bool right = m->text.find("落实“十户联保”") != std::string::npos;
  EXPECT_TRUE(right || m->text.find('?') != std::string::npos) << "something was invented: " << m->text;
}

TEST(Mending, SpendsABoundedTimeOnAPageFullOfSeams) {
  std::string page = "縣(xiàn)政府召開會議。\n";
  for (int i = 0; i < 4000; ++i) page += "積極開展鏈?zhǔn)秸猩獭绊樚倜稀薄⑷嗣}招商顯?huì)贡氖陨弦\n";
  auto m = mend(page);
  ASSERT_TRUE(m);
  EXPECT_TRUE(std::any_of(m->doubtful.begin(), m->doubtful.end(), [](const Doubt& d) { return d.code == "unmended"; }))
      << "the budget of a page was not kept";
}

TEST(Mending, NeverGuessesADigitThatWasSwallowed) {
  auto m = mend("縣長主持會議,要學(xué)習(xí)貫徹,堅決扛起重?fù)?0月底前完成任務(wù)。");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text.find("10月底"), std::string::npos);
  EXPECT_TRUE(std::any_of(m->doubtful.begin(), m->doubtful.end(), [](const Doubt& d) {
    return d.code == "digit" || d.code == "date";
  })) << m->text;
}

TEST(Mending, ConvertsAtPhraseLevel) {
  const std::string head = "縣政府召開會議,聽取匯報,關於後續發展,";
  EXPECT_EQ(mended(head + "要著力推動著名景區建設,里程碑項目於年內開工。"),
            "县政府召开会议,听取汇报,关于后续发展,要着力推动著名景区建设,里程碑项目于年内开工。");
}

TEST(Mending, UndoesRegionalWordsAndWrongDecodings) {
  EXPECT_EQ(mended("縣政府會議研究網際網路建設,要最佳化資訊軟體服務,與會同誌參加會議。"),
            "县政府会议研究互联网建设,要优化信息软件服务,与会同志参加会议。");
  const std::string clean = "会议强调，要抓好五上企业培育，推动高质量发展。";
  std::string as_latin;  // UTF-8 read as Latin-1, byte by byte
  for (const char b : clean) append_utf8(as_latin, static_cast<unsigned char>(b));
  EXPECT_EQ(mended(as_latin), clean);
}

TEST(Mending, TakesNoEverydayWordForARegionalOne) {
  // 程序, 执行, 指标, 建立, 文件, 通道 stand in the regional table as terms of computing.
  const std::string clean =
      "会议要求，严格执行程序，建立考核指标体系，学习上级文件精神，畅通绿色通道，整合资金，网上线下融合，新增储备项目，完成安置点"
      "选址。";
  EXPECT_EQ(mended("會議要求，嚴格執行程序，建立考核指標體系，學習上級文件精神，暢通綠色通道，整合資金，網上線下融合，新增儲備項"
                   "目，完成安置點選址。"),
            clean);
}

TEST(Mending, UndoesSurfaceDamage) {
  EXPECT_EQ(mended("&nbsp;&nbsp;会议听取汇报&#12289;研究方案&ldquo;开门红&rdquo;。"), "会议听取汇报、研究方案“开门红”。");
  EXPECT_EQ(mended("会议要求,1要摸清底数;2要落实责任,统1部署,1律不得拖延。"),
            "会议要求,一要摸清底数;二要落实责任,统一部署,一律不得拖延。");
  EXPECT_EQ(mended("县zhèng fǔ召开会议,县gōng ān局要建立制度。"), "县政府召开会议,县公安局要建立制度。");
  EXPECT_EQ(mended("会议要求，提前3天发布预警，县政府2025年第1次常务会议。"),
            "会议要求，提前3天发布预警，县政府2025年第1次常务会议。")
      << "a digit before a measure stays";
}

TEST(Mending, UndoesHabitsOfSingleSites) {
  EXPECT_EQ(mended("縣政府召開常務(wù )會(huì )議,聽取創(chuàng )新工作匯報。"), "县政府召开常务会议,听取创新工作汇报。");
  EXPECT_EQ(mended("县(xian)委(wei)召开(kai)会议(yi)(yi)，听取指数(pmi)汇报(bao)，研究方案。"),
            "县委召开会议，听取指数(pmi)汇报，研究方案。");
  EXPECT_EQ(mended("研究指数(pmi)和消费(xiao)情况。"), "研究指数(pmi)和消费(xiao)情况。") << "two brackets are no habit";
  EXPECT_EQ(mended("会议指出,,今年雨水多,。要排查,、整改,、验收,。"), "会议指出,今年雨水多。要排查、整改、验收。");
  EXPECT_EQ(mended("【永兴娱463_官方网站:】县政府召开会议"), "县政府召开会议");
  EXPECT_EQ(mended("【官方网站】县政府召开会议"), "【官方网站】县政府召开会议") << "no advertiser's name";
  EXPECT_EQ(mended("【县情】县政府召开会议"), "【县情】县政府召开会议");
}

TEST(Mending, PutsYearAndMonthBackWhereAPageWritesDashes) {
  const auto m = mend("2016-11-9，县政府召开会议。近-来投资增长，公园-底前开园，本-下旬通报。");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, "2016年11月9日，县政府召开会议。近年来投资增长，公园年底前开园，本月下旬通报。");
  EXPECT_EQ(std::count_if(m->doubtful.begin(), m->doubtful.end(), [](const Doubt& d) { return d.code == "date"; }), 6);
  EXPECT_EQ(mended("9月3日通报：A-1地块、三-五号楼、东-西向、甲-乙段。"), "9月3日通报：A-1地块、三-五号楼、东-西向、甲-乙段。");
}

/// Decoders differ: one shows no '?' for the lead byte before a mark (?h), one shows byte 80, one puts a byte before every mark.
TEST(Mending, FollowsOtherDecoders) {
  EXPECT_EQ(mended("縣領(lǐng)導(dǎo)參加會議?h應急管理局作匯報?h委書記講話,聽取經(jīng)濟工作匯報。"),
            "县领导参加会议。县应急管理局作汇报。县委书记讲话,听取经济工作汇报。");
  EXPECT_EQ(mended("會議聽取經(jīng)濟工作匯報,要求每?zǒng)?(gè)部門(mén)扛起責(zé)任。"),
            "会议听取经济工作汇报,要求每个部门扛起责任。");
  EXPECT_EQ(mended("會議聽取財務(wù)?qǐng)?bào)表匯報(bào),研究經(jīng)濟工作。"), "会议听取财务报表汇报,研究经济工作。");
  EXPECT_EQ(mended("會議研究供電、燃?xì)?、消防等行業(yè),聽取經(jīng)濟工作匯報。"),
            "会议研究供电、燃气、消防等行业,听取经济工作汇报。");
}

TEST(Mending, RefusesWhatIsLostAndNamesWhatIsDoubtful) {
  EXPECT_EQ(mended(""), "refused: paper.empty");
  EXPECT_EQ(mended("锟斤拷锟斤拷锟斤拷会议锟斤拷"), "refused: paper.beyond_repair");
  auto m = mend("11月2日，会议召开。1112日前完成整改，〔2016 5号文件。");
  ASSERT_TRUE(m);
  EXPECT_EQ(m->doubtful.size(), 2U);
  EXPECT_TRUE(m->untouched) << "doubt is named, nothing is changed";
}

TEST(Mending, KeepsPlacesWhereTheyAreWhenLaterStagesChangeLengths) {
  auto m = mend("縣zhèng fǔ會議聽取匯報,縣長主持會議,通過鏈?zhǔn)秸猩獭⒁陨陶猩獭,會議??h政府zhèng fǔ研究。");
  ASSERT_TRUE(m);
  const std::size_t points = to_utf32(m->text).size();
  for (const Doubt& d : m->doubtful) {
    EXPECT_LT(d.begin, d.end);
    EXPECT_LE(d.end, points);
  }
}

TEST(Mending, DecodesEveryEncodingItPromises) {
  const std::u32string text =
      U"县长主持召开县政府常务会议，会议听取了县发改局关于重点项目谋划情况的汇报。会议要求，要抓好项目前期工作。";
  std::string le, be, gbk = gbk_encode(text);
  for (const char32_t c : text) {
    le += {static_cast<char>(c & 0xFFU), static_cast<char>(c >> 8U)};
    be += {static_cast<char>(c >> 8U), static_cast<char>(c & 0xFFU)};
  }
  EXPECT_EQ(decode_text("\xEF\xBB\xBF" + to_utf8(text)).text, text);
  for (const auto& [bytes, name] : {std::pair{le, "UTF-16LE"}, {be, "UTF-16BE"}, {gbk, "GB18030"}, {to_utf8(text), "UTF-8"}}) {
    const Decoded d = decode_text(bytes);
    EXPECT_EQ(d.encoding, name);
    EXPECT_EQ(to_utf8(d.text), to_utf8(text)) << name;
    EXPECT_GT(d.confidence, 0.5) << name;
  }
}

TEST(ForwardModel, DamagesAsTheDescribedPagesDo) {
  // 鏈式 holds 準 across its border; 準 is in the site's table.
  EXPECT_EQ(to_utf8(gloss_damage(U"開展鏈式招商", site())), "開展鏈?zhǔn)秸猩?");
  EXPECT_EQ(to_utf8(gloss_damage(one_to_one_traditional(U"台准着于后里云"), GlossSite{})), "臺準著于后里云");
}

TEST(ForwardModel, IsUndoneOnTheInventedArticle) {
  const std::string clean = testing::contents(testing::own("examples/county/meeting-clean.txt"));
  std::string damaged;
  const std::u32string text = to_utf32(clean);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(U'\n', at), text.size());
    damaged += to_utf8(gloss_damage(one_to_one_traditional(text.substr(at, end - at)), site())) + "\n";
    at = end + 1;
  }
  ASSERT_NE(damaged, clean);
  auto m = mend(damaged);
  ASSERT_TRUE(m);
  const std::u32string want = narrow_marks(text), got = narrow_marks(to_utf32(m->text));
  std::size_t wrong = want.size() > got.size() ? want.size() - got.size() : got.size() - want.size();
  for (std::size_t i = 0; i < std::min(want.size(), got.size()); ++i) wrong += want[i] != got[i] ? 1 : 0;
  EXPECT_LE(wrong, want.size() / 100) << m->text;
}

TEST(ForwardModel, LearnsTheSitesTableFromGlossesInsideARun) {
  // 開 is glossed behind a bare second byte only ("_(kāi)"), and 樹 stands bare beside a seam read like it (財的: 數).
  GlossSite site;
  site.glosses = {{U'準', U"zhǔn"}, {U'開', U"kāi"}, {U'數', U"shù"}};
  const std::u32string page = gloss_damage(U"會議研究鏈式招商開會工作,樹立新風,不搞傷財的事。", site);
  ASSERT_NE(page.find(U"_(kāi)"), std::u32string::npos);
  ASSERT_NE(page.find(U"?shù)"), std::u32string::npos);
  const auto m = mend(to_utf8(page));
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, "会议研究链式招商开会工作,树立新风,不搞伤财的事。");
  EXPECT_NE(m->proof, Proof::none);
}

/// What becomes of a Simplified line on a page and comes back, with narrow marks.
std::string there_and_back(std::u32string_view clean, const GlossSite& site) {
  const auto m = mend(to_utf8(gloss_damage(one_to_one_traditional(clean), site)));
  return m ? to_utf8(narrow_marks(to_utf32(m->text))) : "refused: " + m.error().reason;
}

/// Two clauses with the mark between them gone read well enough as one, and a bare word behind a full stop costs fewer
/// characters: papers set marks behind words, and begin clauses with words of two characters.
TEST(ForwardModel, PutsBackTheMarkBetweenTwoClauses) {
  const GlossSite site{.glosses = {{U'負', U"fù"}, {U'規', U"guī"}, {U'養', U"yǎng"}, {U'業', U"yè"}}};
  for (const std::u32string_view work :
       {U"清理每一座桥梁", U"规范全部台账", U"养护每一处堤防", U"登记每一处堤防", U"维护老旧管线", U"核实老旧管线"}) {
    const std::u32string line = U"会议要求,县林业局要挑起重担," + std::u32string(work) + U"。";
    ASSERT_NE(gloss_damage(one_to_one_traditional(line), site).find(U"?fù)"), std::u32string::npos);
    EXPECT_EQ(there_and_back(line, site), to_utf8(line));
  }
}

/// 80 is no lead byte: a decoder shows it as '?' or not at all, and what follows is in phase again.
TEST(ForwardModel, FindsTheCharacterWhoseLastByteIsNotShown) {
  GlossSite site{.glosses = {{U'準', U"zhǔn"}, {U'業', U"yè"}}};
  const std::u32string_view line = U"县林业局要推进链式管线,抓好落实。";
  for (const char32_t shown : {U'\0', U'?', U'€'}) {
    site.lone_80 = shown;
    EXPECT_EQ(there_and_back(line, site), to_utf8(line)) << "shown as " << static_cast<unsigned>(shown);
  }
}

/// What ends a person's name is told by names of running text: 帆 does, 伏 hardly, though a list of all names has both.
TEST(ForwardModel, EndsAPersonsNameAsNamesEnd) {
  const std::u32string page = gloss_damage(U"區政府領導張云帆、馬新出席會議。", {.glosses = {{U'堅', U"jiān"}}});
  ASSERT_EQ(page.find(U'帆'), std::u32string::npos) << "its second byte is gone";
  const auto m = mend(to_utf8(page));
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, "区政府领导张云帆、马新出席会议。");
}

TEST(Mending, LeavesNoGlossInALongParagraphWithManySeams) {
  const std::string garbled = testing::contents(testing::own("examples/county/meeting-second.garbled.txt"));
  const std::u32string text = to_utf32(mended(garbled));
  EXPECT_TRUE(std::none_of(text.begin(), text.end(), [](char32_t c) { return c >= 0xE0 && c < 0x200; })) << to_utf8(text);
}

TEST(SharedCorpus, GivesTheSeedBackToTheLastCharacter) {
  LUODI_NEEDS_SHARED("corpus/pairs/seed.garbled.txt");
  auto m = mend(testing::contents(testing::shared("corpus/pairs/seed.garbled.txt")));
  ASSERT_TRUE(m);
  EXPECT_EQ(m->text, testing::contents(testing::shared("corpus/pairs/seed.clean.txt")));
  EXPECT_EQ(m->proof, Proof::reproduced);
  std::size_t open = 0;
  for (const Doubt& d : m->doubtful) open += d.code == "candidates" ? 1 : 0;
  EXPECT_EQ(open, 1U) << "all proved but 摸瓜";
}

TEST(SharedCorpus, ChangesNoCleanArticle) {
  LUODI_NEEDS_SHARED("corpus/clean");
  for (const auto& f : std::filesystem::directory_iterator(testing::shared("corpus/clean"))) {
    const std::string clean = testing::contents(f.path().string());
    EXPECT_EQ(mended(clean), clean) << f.path();
  }
}

TEST(SharedData, ChangesNoCompanyName) {
  LUODI_NEEDS_SHARED("data/company-names");
  for (const auto& f : std::filesystem::directory_iterator(testing::shared("data/company-names"))) {
    if (f.path().extension() != ".txt") continue;
    std::string all = testing::contents(f.path().string()), lines;
    for (std::size_t at = 3; at < all.size();) {
      const std::size_t end = std::min(all.find('\n', at), all.size());
      std::string line = all.substr(at, end - at);
      if (!line.empty() && line.back() == '\r') line.pop_back();
      at = end + 1;
      lines += line + "\n";
      if (line.empty()) continue;
      auto one = mend(line);
      if (!one || one->text != line) ADD_FAILURE() << "changed: " << line << " -> " << (one ? one->text : one.error().reason);
    }
    auto together = mend(lines);
    ASSERT_TRUE(together);
    EXPECT_TRUE(together->text == lines) << "as one text";
  }
}

TEST(Mend, LeavesRuledLinesAndSymbolsAlone) {
  for (const char* text :
       {"━━━━━━━━━━━━━━\n县发改局要抓落实，各镇要配合做好工作。\n", "会议议定：────────────\n县发改局│表│→①②③※★●\n"}) {
    const std::u32string wide = to_utf32(text);
    std::string gb;
    for (const char32_t c : wide) {
      const std::uint16_t pair = Lexicon::get().gbk_bytes(c);
      if (c < 0x80) gb += static_cast<char>(c);
      if (pair != 0) gb += static_cast<char>(pair >> 8U), gb += static_cast<char>(pair & 0xFFU);
    }
    const auto m = mend(gb);
    ASSERT_TRUE(m);
    EXPECT_EQ(m->text, text);
    EXPECT_EQ(m->encoding, "GB18030");
  }
}

/// What is tried at one place and taken back leaves the places behind it where they were. A stranger's bytes showed it: the
/// other fillings were then written behind the end of the line.
TEST(Mend, TakesATrialBackWhole) {
  const std::string line = "會議??j政府.18030規(gu\xC4\xAB)?;\xE2\x92\x84;";
  const auto m = mend(line);
  ASSERT_TRUE(m);
  for (const auto& d : m->doubtful) EXPECT_LE(d.end, to_utf32(m->text).size());
}

TEST(Wraps, AreLookedForOnlyWhereAParagraphBeginsSetIn) {
  const std::string heading = "霁川县人民政府召开二〇二六年第三次常务会议研究部署有关工作", body = "会议要求，各部门要抓好落实";
  EXPECT_FALSE(may_be_wrapped(heading + "\n" + body + "。\n")) << "a heading ends without a mark and holds no sentence";
  EXPECT_FALSE(may_be_wrapped("会议指出，要抓好项目前期工作和要素保障各项工作落实落地见到实效\n" + body + "。\n"))
      << "nothing is set in";
  EXPECT_TRUE(may_be_wrapped("　　会议指出，要抓好项目前期工作和要素保障各项工作落实落地见到实\n效，各部门要抓好落实。\n"));
  EXPECT_TRUE(may_be_wrapped("  会议指出，要抓好项目前期工作和要素保障各项工作落实落地见到实\n效，各部门要抓好落实。\n"));
}

TEST(Mend, JoinsLinesThatAnEditorBroke) {
  const std::string wrapped =
      "    （一）同意县住建局提出的扩建方案。由县住建局牵头，县财政局、县\n自然资源局配合，于12月15日前完成可研批复。\n"
      "    （二）工程所需资金由县财政局统筹解决。\n";
  const auto m = mend(wrapped);
  ASSERT_TRUE(m);
  EXPECT_NE(m->text.find("县财政局、县自然资源局配合"), std::string::npos) << m->text;
  EXPECT_EQ(std::count(m->text.begin(), m->text.end(), '\n'), 2);
  // A heading without a mark, a list and a signature hold no sentence, and unindented lines belong to nobody.
  const std::string plain =
      "    关于印发某县二〇二六年度重点项目建设实施方案的通知\n各镇人民政府：\n    "
      "现将方案印发给你们，请认真落实。\n某县人民政府\n"
      "某县第一建筑工程有限责任公司某某分公司某某项目部\n某县第二建筑工程有限责任公司\n";
  EXPECT_EQ(mend(plain)->text, plain);
}

}  // namespace
}  // namespace luodi::paper
