// JSON of described structs: written and read member by member over Boost.Describe, with the path in every error.
//
// Boost.JSON's own conversion fails without naming the field; this one says "items[2].subject is missing".
// Instantiate in few translation units: 60 structs cost 14 s of compile time.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>
#include <boost/describe/enumerators.hpp>
#include <boost/describe/members.hpp>
#include <boost/json.hpp>
#include <boost/mp11/algorithm.hpp>

#include "luodi/values/error.h"

namespace luodi::describe {

namespace json = boost::json;

template <class T>
concept Described = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsArray : std::false_type {};
template <class T, std::size_t N>
struct IsArray<std::array<T, N>> : std::true_type {};

template <class T>
using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;

/// The JSON of a value. An empty optional is null.
template <class T>
json::value to_json(const T& value) {
  if constexpr (std::is_same_v<T, json::value> || std::is_same_v<T, json::object> || std::is_same_v<T, json::array>) {
    return value;
  } else if constexpr (std::is_same_v<T, bool>) {
    return value;
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json::string(value);
  } else if constexpr (std::is_floating_point_v<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<std::int64_t>(value);
  } else if constexpr (IsOptional<T>::value) {
    return value ? to_json(*value) : json::value(nullptr);
  } else if constexpr (IsVector<T>::value || IsArray<T>::value) {
    json::array out;
    for (const auto& element : value) out.push_back(to_json(element));
    return out;
  } else if constexpr (DescribedEnum<T>) {
    return json::string(boost::describe::enum_to_string(value, "unknown"));
  } else {
    static_assert(Described<T>, "describe the struct with BOOST_DESCRIBE_STRUCT");
    json::object out;
    boost::mp11::mp_for_each<Members<T>>([&](auto d) { out[d.name] = to_json(value.*d.pointer); });
    return out;
  }
}

/// strict: what a caller sends, every member known and there. kept: what an older or newer program wrote down; members it did not
/// know keep their defaults, members that are no more are left out.
enum class Reading { strict, kept };

template <class T>
Result<void> read_json(const json::value& from, T& into, const std::string& path, Reading how = Reading::strict);

inline Result<void> wrong(const std::string& path, const char* what) {
  return fail(ErrorCode::usage, path.empty() ? "body" : path, "json.wrong_type",
              (path.empty() ? "the body" : path) + " must be " + what);
}

template <Described T>
Result<void> read_object(const json::value& from, T& into, const std::string& path, Reading how) {
  const json::object* object = from.if_object();
  if (object == nullptr) return wrong(path, "an object");
  Result<void> result;
  std::size_t known = 0;
  const std::string prefix = path.empty() ? "" : path + ".";
  boost::mp11::mp_for_each<Members<T>>([&](auto d) {
    if (!result) return;
    auto& member = into.*d.pointer;
    const json::value* value = object->if_contains(d.name);
    if (value == nullptr) {
      if constexpr (!IsOptional<std::remove_cvref_t<decltype(member)>>::value)
        if (how == Reading::strict)
          result = fail(ErrorCode::usage, prefix + d.name, "json.missing", prefix + d.name + " is missing");
      return;
    }
    ++known;
    result = read_json(*value, member, prefix + d.name, how);
  });
  if (result && how == Reading::strict && known != object->size())
    for (const auto& member : *object) {
      bool found = false;
      boost::mp11::mp_for_each<Members<T>>([&](auto d) { found |= member.key() == d.name; });
      if (!found)
        return fail(ErrorCode::usage, prefix + std::string(member.key()), "json.unknown",
                    prefix + std::string(member.key()) + " is not known here");
    }
  return result;
}

/// Reads JSON into a value; every error names its path. Members beyond the described ones are refused.
template <class T>
Result<void> read_json(const json::value& from, T& into, const std::string& path, Reading how) {
  if constexpr (std::is_same_v<T, json::value>) {
    into = from;
    return {};
  } else if constexpr (std::is_same_v<T, bool>) {
    if (!from.is_bool()) return wrong(path, "true or false");
    into = from.get_bool();
    return {};
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (!from.is_string()) return wrong(path, "a string");
    const auto& s = from.get_string();
    // SQLite keeps U+0000 and PostgreSQL cuts there, so it stops at the door.
    if (s.find('\0') != json::string::npos) return wrong(path, "text without U+0000");
    into.assign(s.data(), s.size());
    return {};
  } else if constexpr (std::is_floating_point_v<T>) {
    if (!from.is_number()) return wrong(path, "a number");
    into = from.to_number<T>();
    return {};
  } else if constexpr (std::is_integral_v<T>) {
    // The query of an address knows only text: "20" is a number there.
    if (from.is_string()) {
      const auto& s = from.get_string();
      const auto [end, bad] = std::from_chars(s.data(), s.data() + s.size(), into);
      return bad == std::errc() && end == s.data() + s.size() ? Result<void>{} : wrong(path, "a whole number");
    }
    boost::system::error_code error;
    const T number = from.to_number<T>(error);
    if (error) return wrong(path, "a whole number");
    into = number;
    return {};
  } else if constexpr (IsOptional<T>::value) {
    if (from.is_null()) {
      into.reset();
      return {};
    }
    return read_json(from, into.emplace(), path, how);
  } else if constexpr (IsVector<T>::value) {
    const json::array* array = from.if_array();
    if (array == nullptr) return wrong(path, "a list");
    into.clear();
    for (std::size_t i = 0; i < array->size(); ++i) {
      if (auto ok = read_json((*array)[i], into.emplace_back(), path + "[" + std::to_string(i) + "]", how); !ok) return ok;
    }
    return {};
  } else if constexpr (IsArray<T>::value) {
    const json::array* array = from.if_array();
    if (array == nullptr || array->size() != into.size()) return wrong(path, "a list of fixed length");
    for (std::size_t i = 0; i < into.size(); ++i)
      if (auto ok = read_json((*array)[i], into[i], path + "[" + std::to_string(i) + "]", how); !ok) return ok;
    return {};
  } else if constexpr (DescribedEnum<T>) {
    if (!from.is_string()) return wrong(path, "one of the named values");
    if (!boost::describe::enum_from_string(from.get_string().c_str(), into)) return wrong(path, "one of the named values");
    return {};
  } else {
    return read_object(from, into, path, how);
  }
}

template <class T>
Result<T> from_json(const json::value& from) {
  T value{};
  if (auto ok = read_json(from, value, ""); !ok) return tl::unexpected(ok.error());
  return value;
}

/// A text member of a payload; "" where there is none.
inline std::string text_of(const json::object& o, std::string_view name) {
  const json::value* v = o.if_contains(name);
  return v != nullptr && v->is_string() ? std::string(v->get_string()) : std::string();
}

/// What an entry or a table keeps of a described struct: see Reading::kept.
template <class T>
Result<T> from_kept(const json::value& from) {
  T value{};
  if (auto ok = read_json(from, value, "", Reading::kept); !ok) return tl::unexpected(ok.error());
  return value;
}

}  // namespace luodi::describe
