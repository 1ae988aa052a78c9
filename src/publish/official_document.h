// Official documents (公文) as docx, by GB/T 9704-2012: paper and margins (5), body 3号仿宋 in 22 lines of 28 characters,
// issuing mark, number with 〔〕, title, addressee, attachments, seal place and date (7.2, 7.3), imprint (7.4), page numbers
// 4号 outside (7.5). Fonts are named with fallbacks, for the named ones are not free.
#pragma once

#include <string>
#include <vector>

#include "luodi/values/error.h"

namespace luodi::publish {

/// A paragraph of the body; level 0: text, 1: 一、 in 黑体, 2: （一） in 楷体.
struct BodyParagraph {
  int level = 0;
  std::string text;
};

struct OfficialDocument {
  std::string mark;       ///< 发文机关标志, printed red; "" for none
  std::string number;     ///< 发文字号: 霁政督〔2026〕3号
  std::string title;      ///< may hold line breaks where it is divided
  std::string addressee;  ///< 主送机关, without the colon; "" for none
  std::vector<BodyParagraph> body;
  std::vector<std::string> attachments;  ///< names, without numbers and full stops
  std::string signer;                    ///< 发文机关署名
  std::string date;                      ///< 2026年3月31日
  std::string copies;                    ///< 抄送, without the full stop; "" for none
  std::string printed_by;                ///< 印发机关; "" leaves the imprint out
};

/// The document as docx bytes. internal where the packing fails.
Result<std::string> to_docx(const OfficialDocument& document);

/// "2026年3月31日" of an ISO day (no leading zeros, 7.3.5.4).
std::string written_date(const std::string& iso);

}  // namespace luodi::publish
