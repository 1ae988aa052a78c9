// See zipped_xml.h.
#include "paper/formats/zipped_xml.h"

#include <expat.h>

namespace luodi::paper {
namespace {

constexpr std::size_t kPiece = 1U << 16U;

struct Closed {
  void operator()(zip_file_t* f) const { zip_fclose(f); }
  void operator()(XML_ParserStruct* p) const { XML_ParserFree(p); }
};

std::unique_ptr<XML_ParserStruct, Closed> parser_for(XmlHandler& handler) {
  std::unique_ptr<XML_ParserStruct, Closed> parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) return parser;
  XML_SetUserData(parser.get(), &handler);
  XML_SetElementHandler(
      parser.get(),
      [](void* h, const XML_Char* n, const XML_Char** a) { static_cast<XmlHandler*>(h)->start(n, const_cast<const char**>(a)); },
      [](void* h, const XML_Char* n) { static_cast<XmlHandler*>(h)->end(n); });
  XML_SetCharacterDataHandler(parser.get(), [](void* h, const XML_Char* s, int n) {
    static_cast<XmlHandler*>(h)->text({s, static_cast<std::size_t>(n)});
  });
  XML_SetStartDoctypeDeclHandler(parser.get(), [](void* h, const XML_Char*, const XML_Char*, const XML_Char*, int) {
    static_cast<XmlHandler*>(h)->stopped = true;
  });
  return parser;
}

}  // namespace

Archive open_archive(std::string_view bytes) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  Archive archive(source == nullptr ? nullptr : zip_open_from_source(source, ZIP_RDONLY, &error));
  if (archive == nullptr && source != nullptr) zip_source_free(source);
  zip_error_fini(&error);
  return archive;
}

std::size_t packed_size(zip_t* archive, const std::string& name) {
  zip_stat_t stat;
  return zip_stat(archive, name.c_str(), 0, &stat) == 0 ? stat.comp_size : 0;
}

PartRead read_part(zip_t* archive, const std::string& name, XmlHandler& handler, const PartLimits& limits) {
  zip_stat_t stat;
  if (zip_stat(archive, name.c_str(), 0, &stat) != 0) return PartRead::missing;
  if ((stat.valid & ZIP_STAT_ENCRYPTION_METHOD) != 0 && stat.encryption_method != ZIP_EM_NONE) return PartRead::encrypted;
  if (stat.size > limits.most || (stat.size > limits.free && stat.size / limits.ratio > stat.comp_size)) return PartRead::bomb;
  const std::unique_ptr<zip_file_t, Closed> file(zip_fopen_index(archive, stat.index, 0));
  const auto parser = parser_for(handler);
  if (file == nullptr || parser == nullptr) return PartRead::bad;
  std::string piece(kPiece, '\0');
  for (std::size_t unpacked = 0;;) {
    const zip_int64_t n = zip_fread(file.get(), piece.data(), piece.size());
    if (n < 0) return PartRead::bad;
    unpacked += static_cast<std::size_t>(n);
    if (unpacked > limits.most) return PartRead::bomb;  // whatever the directory says
    const bool sound = XML_Parse(parser.get(), piece.data(), static_cast<int>(n), n == 0 ? 1 : 0) == XML_STATUS_OK;
    if (handler.stopped) return PartRead::stopped;
    if (!sound) return PartRead::bad;
    if (n == 0) return PartRead::done;
  }
}

}  // namespace luodi::paper
