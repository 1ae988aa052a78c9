// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of described structs; the names of structs become components.
#pragma once

#include <string>
#include <string_view>

#include "describe/json.h"

namespace luodi::describe {

/// The name of a struct without its namespaces.
template <class T>
std::string type_name() {
  const std::string_view f = __PRETTY_FUNCTION__;
  std::size_t begin = f.find("T = ") + 4;
  const std::size_t end = f.find_first_of(";]", begin);
  std::string_view name = f.substr(begin, end - begin);
  if (const std::size_t colon = name.rfind("::"); colon != std::string_view::npos) name.remove_prefix(colon + 2);
  return std::string(name);
}

/// Schema of T; structs are put into `components` once and referred to.
template <class T>
json::value schema_of(json::object& components) {
  if constexpr (std::is_same_v<T, bool>) {
    return json::object{{"type", "boolean"}};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return json::object{{"type", "string"}};
  } else if constexpr (std::is_integral_v<T>) {
    return json::object{{"type", "integer"}};
  } else if constexpr (std::is_floating_point_v<T>) {
    return json::object{{"type", "number"}};
  } else if constexpr (IsOptional<T>::value) {
    return json::object{{"anyOf", json::array{schema_of<typename T::value_type>(components), json::object{{"type", "null"}}}}};
  } else if constexpr (IsVector<T>::value) {
    return json::object{{"type", "array"}, {"items", schema_of<typename T::value_type>(components)}};
  } else if constexpr (IsArray<T>::value) {
    const auto n = static_cast<std::int64_t>(std::tuple_size_v<T>);
    return json::object{
        {"type", "array"}, {"items", schema_of<typename T::value_type>(components)}, {"minItems", n}, {"maxItems", n}};
  } else if constexpr (Described<T>) {
    const std::string name = type_name<T>();
    if (!components.contains(name)) {
      components[name] = nullptr;  // a place, so that a struct may hold its own kind
      json::object properties;
      json::array required;
      boost::mp11::mp_for_each<Members<T>>([&](auto d) {
        using M = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
        properties[d.name] = schema_of<M>(components);
        // A request may leave out what is optional; an answer always holds every member.
        if (!(IsOptional<M>::value && name.size() > 7 && name.compare(name.size() - 7, 7, "Request") == 0))
          required.emplace_back(d.name);
      });
      components[name] =
          json::object{{"type", "object"}, {"properties", properties}, {"required", required}, {"additionalProperties", false}};
    }
    return json::object{{"$ref", "#/components/schemas/" + name}};
  } else {
    return json::object{};
  }
}

}  // namespace luodi::describe
