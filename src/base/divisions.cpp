#include "base/divisions.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include "base/bundle.h"

extern "C" {
extern const unsigned char luodi_divisions_begin[];
extern const unsigned char luodi_divisions_end[];
}

namespace luodi {
namespace {

constexpr std::size_t kLongest = 16;

/// The list is well-formed UTF-8 within the basic plane, as our own converter wrote it.
std::u16string units_of(std::string_view utf8) {
  std::u16string out;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto c = static_cast<unsigned char>(utf8[i]);
    const auto tail = [&](std::size_t k) { return static_cast<unsigned>(static_cast<unsigned char>(utf8[i + k]) & 0x3FU); };
    if (c < 0x80) {
      out += static_cast<char16_t>(c);
      i += 1;
    } else if (c < 0xE0 && i + 1 < utf8.size()) {
      out += static_cast<char16_t>((c & 0x1FU) << 6U | tail(1));
      i += 2;
    } else if (c < 0xF0 && i + 2 < utf8.size()) {
      out += static_cast<char16_t>((c & 0x0FU) << 12U | tail(1) << 6U | tail(2));
      i += 3;
    } else {
      i += 4;
    }
  }
  return out;
}

constexpr std::array<std::u16string_view, 16> kSuffixes = {u"特别行政区", u"自治区", u"自治州", u"自治县", u"自治旗", u"林区",
                                                           u"地区",       u"街道",   u"省",     u"市",     u"区",     u"县",
                                                           u"盟",         u"旗",     u"镇",     u"乡"};
/// Names that are no names: what the list calls the part of a city that is not a county.
constexpr std::array<std::u16string_view, 5> kNoNames = {u"市辖区", u"县", u"省直辖县级行政区划", u"自治区直辖县级行政区划",
                                                         u"直辖县"};

}  // namespace

struct Divisions::Index {
  struct Name {
    std::vector<std::string> codes, towns, both;
    bool full = false;
  };
  /// Looked up by views: most looks find nothing, and none of them should ask for memory.
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::u16string_view s) const { return std::hash<std::u16string_view>()(s); }
  };
  std::unordered_map<std::u16string, Name, Hash, std::equal_to<>> names;
  /// By the first two characters: bit n stands for names of n characters. Most texts begin as no place does.
  std::unordered_map<std::uint32_t, std::uint32_t> lengths;
  static std::uint32_t start(std::u16string_view s) { return static_cast<std::uint32_t>(s[0]) << 16U | s[1]; }
  std::map<std::string, std::string, std::less<>> by_code;

  void add(const std::u16string& name, const std::string& code, bool full) {
    Name& n = names[name];
    if (name.size() >= 2 && name.size() <= kLongest) lengths[start(name)] |= 1U << name.size();
    (code.size() > 6 ? n.towns : n.codes).push_back(code);
    n.both.push_back(code);
    n.full = n.full || full;
  }
  void read(std::string_view line) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) return;
    const std::string code(line.substr(0, tab));
    const std::u16string name = units_of(line.substr(tab + 1));
    by_code.emplace(code, line.substr(tab + 1));
    if (std::find(kNoNames.begin(), kNoNames.end(), name) != kNoNames.end()) return;
    add(name, code, true);
    for (const std::u16string_view suffix : kSuffixes) {
      if (!name.ends_with(suffix)) continue;
      // One character alone is no name of a place: 洋县 stays whole.
      if (name.size() >= suffix.size() + 2) add(name.substr(0, name.size() - suffix.size()), code, false);
      break;
    }
  }
};

Divisions::Divisions() : index_(nullptr) {
  auto* index = new Index;  // lives as long as the program
  const auto files = files_of_bundle(luodi_divisions_begin, luodi_divisions_end);
  const auto it = files.find("divisions.tsv");
  std::string_view rest = it == files.end() ? std::string_view() : it->second;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    index->read(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  index_ = index;
}

const Divisions& Divisions::get() {
  static const Divisions divisions;
  return divisions;
}

Divisions::Match Divisions::longest(std::u16string_view text, bool towns) const {
  if (text.size() < 2) return {};
  const auto lengths = index_->lengths.find(Index::start(text));
  if (lengths == index_->lengths.end()) return {};
  for (std::size_t n = std::min(kLongest, text.size()); n >= 2; --n) {
    if ((lengths->second >> n & 1U) == 0) continue;
    const auto it = index_->names.find(text.substr(0, n));
    if (it == index_->names.end()) continue;
    const auto& codes = towns ? it->second.both : it->second.codes;
    if (!codes.empty()) return {n, it->second.full, &codes};
  }
  return {};
}

std::string Divisions::name(std::string_view code) const {
  const auto it = index_->by_code.find(code);
  return it == index_->by_code.end() ? "" : it->second;
}

}  // namespace luodi
