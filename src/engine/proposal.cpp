// See proposal.h. Of the duty table the longest matter that the directive names decides; the item's subject is asked next.
#include "engine/proposal.h"

namespace luodi::engine {
namespace {

const access::Duty* longest_match(const std::string& text, const std::vector<access::Duty>& duties) {
  const access::Duty* best = nullptr;
  for (const access::Duty& d : duties)
    if (!d.matter.empty() && text.find(d.matter) != std::string::npos &&
        (best == nullptr || d.matter.size() > best->matter.size()))
      best = &d;
  return best;
}

}  // namespace

void propose_unit(DirectiveView& d, const ItemView& item, const std::vector<access::Duty>& duties) {
  if (d.unit) {
    d.proposed_unit = d.unit;
    d.proposed_because = "named";
    return;
  }
  if (item.reporting_unit) {
    d.proposed_unit = item.reporting_unit;
    d.proposed_because = "reporting";
    return;
  }
  const access::Duty* duty = longest_match(d.text, duties);
  if (duty == nullptr) duty = longest_match(item.subject, duties);
  if (duty == nullptr) return;
  d.proposed_unit = duty->unit;
  d.proposed_because = "duty";
  d.proposed_source = duty->matter + "：" + duty->source;
}

}  // namespace luodi::engine
