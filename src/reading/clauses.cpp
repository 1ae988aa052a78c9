// See clauses.h.
#include "reading/clauses.h"

#include "reading/directives.h"
#include "reading/verbs.h"

namespace luodi::reading {

std::vector<Range> own_clauses(View text, Range directive) {
  std::vector<Range> out;
  for (const Range raw : split(text, directive, [](char32_t c) { return is_comma(c) || is_semicolon(c) || is_stop(c); })) {
    Range clause = trim(text, raw);
    if (clause.empty()) continue;
    if (text[clause.begin] == U'要' && is_demanding_yao(text, clause.begin)) ++clause.begin;
    const bool own = out.empty() || opens_with_verb(view(text, clause));
    if (own)
      out.push_back(clause);
    else
      out.back().end = clause.end;
  }
  if (out.size() < 2) out.clear();
  return out;
}

}  // namespace luodi::reading
