// See script.h. One pass, longest phrase first, then the character table.
#include "paper/mending/script.h"

#include <algorithm>
#include <vector>

#include "paper/mending/word_path.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

struct Phrase {
  std::u32string from, to;
  bool regional = false;
};

constexpr int kEveryday = 1350;  // a word that costs less is an everyday one
constexpr int kFarRarer = 150;   // ... unless what would replace it is this much more usual here (資訊 for 信息)

/// What a phrase of up to four characters costs as a word; -1 where it is none.
int cost_as_word(std::u32string_view phrase, const Lexicon& lexicon) {
  if (phrase.size() > 4) return -1;
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < phrase.size(); ++i)
    key |= static_cast<std::uint64_t>(lexicon.simplified(phrase[i]) & 0xFFFFU) << (16U * i);
  return lexicon.word_cost(key);
}

/// True for a phrase that is an everyday word here too: 程序, 執行, 指標, 建立 stand in a regional table (進程, 運行, 指針,
/// 創建 would replace them), but only as terms of computing; in a meeting paper they mean what they say.
bool is_everyday(const Phrase& phrase, const Lexicon& lexicon) {
  const int cost = cost_as_word(phrase.from, lexicon), instead = cost_as_word(phrase.to, lexicon);
  return cost >= 0 && cost < kEveryday && (instead < 0 || instead + kFarRarer > cost);
}

/// Phrases by their first character, longest first, with a bitmap that says where to look at all.
class Phrases {
 public:
  static const Phrases& get() {
    static const Phrases phrases;
    return phrases;
  }
  /// What begins at a character: bit 0 a phrase of t2s, bit 1 a regional phrase, bit 2 a character with a rule of its own.
  std::uint8_t starts(char32_t c) const { return c < 0x10000 ? starts_[c] : 0; }

  /// The longest phrase that stands at `at`.
  template <class CharAt>
  const Phrase* at(char32_t first, std::size_t left, bool regional, const CharAt& char_at) const {
    if (first >= 0x10000 || (starts_[first] & 3U) == 0) return nullptr;
    for (const Phrase& p : lists_[bucket_[first]]) {
      if (p.from.size() > left || (p.regional && !regional)) continue;
      std::size_t k = 1;
      while (k < p.from.size() && char_at(k) == p.from[k]) ++k;
      if (k == p.from.size()) return &p;
    }
    return nullptr;
  }

 private:
  Phrases() : starts_(0x10000), bucket_(0x10000) {
    const Lexicon& lexicon = Lexicon::get();
    read(lexicon.ts_phrases(), false);
    read(lexicon.tw_phrases(), true);
    for (const char32_t c : {U'著', U'乾'}) starts_[c] |= 4U;
    for (auto& list : lists_)
      std::stable_sort(list.begin(), list.end(), [](const Phrase& a, const Phrase& b) { return a.from.size() > b.from.size(); });
  }

  void read(std::string_view lines, bool regional) {
    const Lexicon& lexicon = Lexicon::get();
    const std::u32string text = to_utf32(lines);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = std::min(text.find(U'\n', at), text.size());
      const std::size_t tab = text.find(U'\t', at);
      Phrase p{text.substr(at, tab - at), text.substr(tab + 1, end - tab - 1), regional};
      if (regional)  // these tables answer in traditional forms
        for (char32_t& c : p.to) c = lexicon.simplified(c);
      at = end + 1;
      if (p.from.size() < 2 || p.from[0] >= 0x10000 || (regional && is_everyday(p, lexicon))) continue;
      const char32_t first = p.from[0];
      if ((starts_[first] & 3U) == 0) {
        bucket_[first] = static_cast<std::uint16_t>(lists_.size());
        lists_.emplace_back();
      }
      starts_[first] |= regional ? 2U : 1U;
      lists_[bucket_[first]].push_back(std::move(p));
    }
  }

  std::vector<std::uint8_t> starts_;
  std::vector<std::uint16_t> bucket_;
  std::vector<std::vector<Phrase>> lists_;
};

constexpr std::size_t kAround = 4;

/// 著 in a converted text: 着 unless words say otherwise (著名, 显著, 著作).
char32_t settle_zhu(std::u32string_view before, std::u32string_view after, const Lexicon& lexicon) {
  auto cost = [&](char32_t c) {
    WordPath path;
    for (const char32_t b : before) path.add(b, lexicon);
    path.add(c, lexicon);
    for (const char32_t a : after) path.add(lexicon.simplified(a), lexicon);
    return path.cost();
  };
  return cost(U'著') < cost(U'着') ? U'著' : U'着';
}

/// 乾 that belongs to a place name (乾县) keeps its form.
bool qian_is_place(char32_t next, const Lexicon& lexicon) {
  return (lexicon.word_kind(U'乾' | (static_cast<std::uint64_t>(next) << 16U)) & kPlace) != 0;
}

}  // namespace

ScriptCount count_scripts(std::u32string_view text, const Lexicon& lexicon) {
  ScriptCount n;
  for (const char32_t c : text) {
    if (!is_han(c)) continue;
    ++n.han;
    n.traditional += lexicon.traditional_only(c) ? 1 : 0;
    n.simplified += lexicon.simplified_only(c) ? 1 : 0;
  }
  return n;
}

Script script_of(const ScriptCount& n) {
  if (n.han == 0) return Script::neither;
  // A third of running traditional text is written differently from Simplified; one character in ten and five times the
  // Simplified ones is far above what names leave in Simplified text, and a text too short to tell is left alone.
  const bool traditional = n.traditional >= 4 && n.traditional * 10 >= n.han && n.traditional >= 5 * n.simplified;
  return traditional ? Script::traditional : Script::simplified;
}

bool is_regional(std::u32string_view text) {
  const Phrases& phrases = Phrases::get();
  const Phrase* first = nullptr;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((phrases.starts(text[i]) & 2U) == 0) continue;
    const Phrase* p = phrases.at(text[i], text.size() - i, true, [&](std::size_t k) { return text[i + k]; });
    // Two characters can meet across a border of words (安置點選址 holds 點選); longer phrases hardly do.
    if (p == nullptr || !p->regional || p->from.size() < 3) continue;
    if (first != nullptr && first != p) return true;
    first = p;
  }
  return false;
}

void to_simplified(Text& text, bool one_to_one, bool regional) {
  const Lexicon& lexicon = Lexicon::get();
  const Phrases& phrases = Phrases::get();
  const std::u32string source = characters(text);
  Text out;
  out.reserve(text.size());
  auto put = [&](Cell cell, char32_t c, Damage how) {
    if (c != cell.c && cell.how == Damage::none) cell.how = how;
    cell.c = c;
    out.push_back(cell);
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char32_t c = source[i];
    if (!one_to_one && (phrases.starts(c) & 3U) != 0) {
      if (const Phrase* p = phrases.at(c, source.size() - i, regional, [&](std::size_t k) { return source[i + k]; })) {
        const std::size_t n = p->from.size();
        for (std::size_t k = 0; k < p->to.size(); ++k) {
          Cell cell = text[i + std::min(k, n - 1)];
          if (p->regional) cell.begin = text[i].begin, cell.end = text[i + n - 1].end;
          put(cell, p->to[k], p->regional ? Damage::regional : Damage::traditional);
        }
        i += n - 1;
        continue;
      }
    }
    char32_t s = lexicon.simplified(c);
    if (c == U'著') {
      std::u32string before;
      for (std::size_t k = out.size() > kAround ? out.size() - kAround : 0; k < out.size(); ++k) before.push_back(out[k].c);
      s = settle_zhu(before, std::u32string_view(source).substr(i + 1, kAround), lexicon);
    } else if (c == U'乾' &&
               (one_to_one || (i + 1 < source.size() && qian_is_place(lexicon.simplified(source[i + 1]), lexicon)))) {
      s = c;
    }
    put(text[i], s, Damage::traditional);
  }
  text = std::move(out);
}

std::string to_simplified_utf8(std::string_view utf8, bool regional) {
  const Lexicon& lexicon = Lexicon::get();
  const Phrases& phrases = Phrases::get();
  const std::uint16_t* table = lexicon.t2s_table();
  const auto* p = reinterpret_cast<const unsigned char*>(utf8.data());
  const std::size_t n = utf8.size();
  std::string out;
  out.resize(n + n / 8 + 64);
  auto* w = reinterpret_cast<unsigned char*>(out.data());
  auto three = [](const unsigned char* q) {
    return static_cast<char32_t>(((q[0] & 0x0FU) << 12U) | ((q[1] & 0x3FU) << 6U) | (q[2] & 0x3FU));
  };
  auto write3 = [&w](char32_t c) {
    *w++ = static_cast<unsigned char>(0xE0U | (c >> 12U));
    *w++ = static_cast<unsigned char>(0x80U | ((c >> 6U) & 0x3FU));
    *w++ = static_cast<unsigned char>(0x80U | (c & 0x3FU));
  };
  auto room_for = [&](std::size_t more) {
    const auto used = static_cast<std::size_t>(w - reinterpret_cast<unsigned char*>(out.data()));
    if (used + more + 8 < out.size()) return;
    out.resize(out.size() * 2 + more);
    w = reinterpret_cast<unsigned char*>(out.data()) + used;
  };
  const std::uint8_t wanted = regional ? 7U : 5U;
  for (std::size_t i = 0; i < n;) {
    if (p[i] < 0xE0 || p[i] >= 0xF0 || i + 2 >= n) {
      if ((i & 0xFFFU) == 0) room_for(n - i + 64);
      if (p[i] >= 0xF0 && i + 3 < n) {
        const std::u32string one = to_utf32(utf8.substr(i, 4));
        const std::string s = to_utf8(std::u32string(1, lexicon.simplified(one.empty() ? 0 : one[0])));
        room_for(8);
        for (const char b : s) *w++ = static_cast<unsigned char>(b);
        i += 4;
        continue;
      }
      *w++ = p[i++];
      continue;
    }
    const char32_t c = three(p + i);
    const std::uint8_t starts = phrases.starts(c) & wanted;
    if (starts == 0) {
      if (table[c] != 0) {
        write3(table[c]);
      } else {
        w[0] = p[i], w[1] = p[i + 1], w[2] = p[i + 2];
        w += 3;
      }
      i += 3;
      continue;
    }
    if ((starts & 3U) != 0) {
      // Phrases are basic-plane characters, three bytes each.
      const Phrase* phrase = phrases.at(c, (n - i) / 3, regional, [&](std::size_t k) {
        const unsigned char* q = p + i + 3 * k;
        return q[0] >= 0xE0 && q[0] < 0xF0 ? three(q) : 0;
      });
      if (phrase != nullptr) {
        room_for(phrase->to.size() * 4 + n - i);
        for (const char32_t t : phrase->to) {
          const std::string s = to_utf8(std::u32string_view(&t, 1));
          for (const char b : s) *w++ = static_cast<unsigned char>(b);
        }
        i += 3 * phrase->from.size();
        continue;
      }
    }
    char32_t s = table[c] != 0 ? table[c] : c;
    if (c == U'著') {
      const std::u32string after = to_utf32(utf8.substr(i + 3, 3 * kAround));
      const auto used = static_cast<std::size_t>(w - reinterpret_cast<unsigned char*>(out.data()));
      std::size_t from = used > 3 * kAround ? used - 3 * kAround : 0;
      while (from < used && (static_cast<unsigned char>(out[from]) & 0xC0U) == 0x80U) ++from;
      s = settle_zhu(to_utf32(std::string_view(out).substr(from, used - from)), after, lexicon);
    } else if (c == U'乾' && i + 5 < n && p[i + 3] >= 0xE0 && qian_is_place(lexicon.simplified(three(p + i + 3)), lexicon)) {
      s = c;
    }
    write3(s);
    i += 3;
  }
  out.resize(static_cast<std::size_t>(w - reinterpret_cast<unsigned char*>(out.data())));
  return out;
}

}  // namespace luodi::paper
