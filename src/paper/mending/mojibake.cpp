// See mojibake.h. A step is taken only when the share of common Han text rises clearly; broken tails become U+FFFD and
// are reported by the caller.
#include "paper/mending/mojibake.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "paper/lexicon.h"
#include "paper/unicode.h"

namespace luodi::paper {
namespace {

enum class Wrong { latin, gbk };
enum class Right { utf8, gbk, big5 };

struct Byte {
  unsigned char value;
  std::uint32_t begin, end;
};

/// Windows-1252's characters outside Latin-1, by byte 80..9F (0: the C1 control itself).
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178};

int latin_byte(char32_t c) {
  if (c < 0x100) return static_cast<int>(c);
  const auto it = std::find(kWindows1252.begin(), kWindows1252.end(), c);
  return it == kWindows1252.end() || c == 0 ? -1 : static_cast<int>(0x80 + (it - kWindows1252.begin()));
}

/// The bytes that the wrong decoding saw; nothing if a character cannot come from it.
std::optional<std::vector<Byte>> encode(const Text& text, Wrong wrong) {
  const Lexicon& lexicon = Lexicon::get();
  std::vector<Byte> out;
  out.reserve(text.size() * 2);
  std::size_t strange = 0;
  for (const Cell& cell : text) {
    if (cell.c < 0x80) {
      out.push_back({static_cast<unsigned char>(cell.c), cell.begin, cell.end});
    } else if (wrong == Wrong::latin) {
      const int b = latin_byte(cell.c);
      if (b < 0) return std::nullopt;
      out.push_back({static_cast<unsigned char>(b), cell.begin, cell.end});
    } else if (const std::uint16_t pair = lexicon.gbk_bytes(cell.c); pair != 0) {
      out.push_back({static_cast<unsigned char>(pair >> 8U), cell.begin, cell.end});
      out.push_back({static_cast<unsigned char>(pair & 0xFFU), cell.begin, cell.end});
    } else if (cell.c == 0x20AC) {
      out.push_back({0x80, cell.begin, cell.end});
    } else if (++strange * 20 > text.size() + 20) {
      return std::nullopt;
    } else {
      out.push_back({'?', cell.begin, cell.end});
    }
  }
  return out;
}

void put(Text& out, char32_t c, const Byte& first, const Byte& last) {
  out.push_back({c, first.begin, last.end, c == 0xFFFD ? Damage::unreadable : Damage::mojibake,
                 c == 0xFFFD ? Sure::doubtful : Sure::proved});
}

Text decode(const std::vector<Byte>& bytes, Right right) {
  const Lexicon& lexicon = Lexicon::get();
  Text out;
  out.reserve(bytes.size() / 2);
  std::string raw;
  if (right == Right::utf8)
    for (const Byte& b : bytes) raw.push_back(static_cast<char>(b.value));
  for (std::size_t i = 0; i < bytes.size();) {
    const unsigned char a = bytes[i].value;
    if (a < 0x80) {
      out.push_back({a, bytes[i].begin, bytes[i].end, Damage::none, Sure::certain});
      ++i;
    } else if (right == Right::utf8) {
      const std::size_t want = a >= 0xF0 ? 4 : a >= 0xE0 ? 3 : 2;
      if (valid_utf8_prefix(std::string_view(raw).substr(i, want)) == want) {
        put(out, to_utf32(std::string_view(raw).substr(i, want))[0], bytes[i], bytes[i + want - 1]);
        i += want;
        continue;
      }
      const std::size_t begin = i++;
      while (i < bytes.size() && i - begin < want && (bytes[i].value & 0xC0U) == 0x80U) ++i;
      if (i < bytes.size() && i - begin + 1 == want && bytes[i].value == '?') ++i;  // the '?' stands for the lost byte
      put(out, 0xFFFD, bytes[begin], bytes[i - 1]);
    } else {
      const unsigned char b = i + 1 < bytes.size() ? bytes[i + 1].value : 0;
      const char32_t c = right == Right::gbk ? lexicon.gbk(a, b) : lexicon.big5(a, b);
      put(out, c != 0 ? c : 0xFFFD, bytes[i], bytes[c != 0 ? i + 1 : i]);
      i += c != 0 ? 2 : 1;
    }
  }
  return out;
}

/// Mean cost of the characters above ASCII; a text without any costs nothing.
double reading_cost(const Text& text) {
  const Lexicon& lexicon = Lexicon::get();
  double sum = 0;
  std::size_t n = 0, ascii = 0;
  for (const Cell& cell : text) {
    if (cell.c < 0x80) {
      ascii += cell.c > 0x20 ? 1 : 0;
      continue;
    }
    ++n;
    const bool strange =
        cell.c < 0x2010 || cell.c == 0xFFFD || (cell.c >= 0xE000 && cell.c < 0xF900) || (cell.c >= 0x2100 && cell.c < 0x3000);
    sum += strange ? 2500 : std::min(kUnknownCost, lexicon.char_cost(lexicon.simplified(cell.c)));
  }
  return n < 2 ? 0 : sum / static_cast<double>(n) + (n * 8 < ascii ? 300 : 0);
}

struct Step {
  Wrong wrong;
  Right right;
  const char* name;
};
constexpr std::array<Step, 4> kSteps = {{{Wrong::latin, Right::utf8, "UTF-8 read as Latin-1"},
                                         {Wrong::latin, Right::gbk, "GBK read as Latin-1"},
                                         {Wrong::latin, Right::big5, "Big5 read as Latin-1"},
                                         {Wrong::gbk, Right::utf8, "UTF-8 read as GBK"}}};

constexpr std::ptrdiff_t kJudged = 1 << 14;  // characters of a long text that tell how it was read
constexpr std::size_t kShortestLine = 8;     // characters; fewer say nothing of how they were read

/// What a text costs after a step; 0 where the step does not fit it. The text stands in `result`.
double cost_after(const Step& step, const Text& text, Text& result) {
  const auto bytes = encode(text, step.wrong);
  if (!bytes) return 0;
  result = decode(*bytes, step.right);
  return result.empty() ? 0 : reading_cost(result);
}

/// The best single step, if it makes the text clearly more readable. Of a long text a piece tells which steps are tried on the
/// whole, so that few copies of it are made.
const Step* best_step(const Text& text, Text& result) {
  const double now = reading_cost(text);
  if (now < 1000) return nullptr;  // reads like Chinese already
  const double most = now - 250;
  const auto from = std::find_if(text.begin(), text.end(), [](const Cell& c) { return c.c >= 0x80; });
  const Text piece(from, text.end() - from > kJudged ? from + kJudged : text.end());
  std::vector<std::pair<double, const Step*>> steps;
  for (const Step& step : kSteps)
    if (const double cost = cost_after(step, piece, result); cost != 0 && cost < most) steps.emplace_back(cost, &step);
  std::stable_sort(steps.begin(), steps.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [cost, step] : steps)
    if (const double whole = cost_after(*step, text, result); whole != 0 && whole < most) return step;
  return nullptr;
}

}  // namespace

std::vector<std::string> undo_mojibake(Text& text) {
  std::vector<std::string> steps;
  for (int round = 0; round < 3; ++round) {
    Text better;
    const Step* step = best_step(text, better);
    if (step == nullptr) break;
    text = std::move(better);
    steps.emplace_back(step->name);
  }
  if (!steps.empty()) return steps;
  const bool one_line = std::none_of(text.begin(), text.end(), [](const Cell& c) { return c.c == U'\n'; });
  if (one_line) return steps;  // it was asked as a page
  // Line by line: a page glued from two sources.
  rewrite_lines(text, [&](const Text& line, std::size_t) {
    std::optional<Text> now;
    for (int round = 0; round < 3; ++round) {
      const Text& before = now ? *now : line;
      Text better;
      const Step* step = before.size() >= kShortestLine ? best_step(before, better) : nullptr;
      if (step == nullptr) break;
      now = std::move(better);
      if (std::find(steps.begin(), steps.end(), step->name) == steps.end()) steps.emplace_back(step->name);
    }
    return now;
  });
  return steps;
}

}  // namespace luodi::paper
